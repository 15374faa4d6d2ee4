package ai.tierup.domain.idempotency;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** An in-memory {@link IdempotentAnswers}. */
public class InMemoryIdempotentAnswers implements IdempotentAnswers {

    private static final int MAX_TEXT_LENGTH = 300 * 1024;

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    private record Key(AccountId account, String hash) {

        static Key of(Claim claim) {
            return new Key(claim.request().account(), claim.request().keyHash());
        }
    }

    /** @param answer empty while the key is only claimed; contains an empty value if the answer was too large */
    private record Entry(Claim claim, Optional<Optional<KeptAnswer>> answer, Instant expiresAt) {

        boolean isClaimOf(Claim other) {
            return claim.owner().equals(other.owner()) && answer.isEmpty();
        }
    }

    @Override
    public ClaimOutcome claim(Claim claim, Instant now) {
        var found = new AtomicReference<Optional<Entry>>(Optional.empty());
        entries.compute(Key.of(claim), (key, existing) -> {
            if (existing == null || !existing.expiresAt.isAfter(now) || existing.isClaimOf(claim)) {
                return new Entry(claim, Optional.empty(), claim.expiresAt());
            }
            found.set(Optional.of(existing));
            return existing;
        });
        return found.get().map(existing -> outcome(existing, claim)).orElseGet(ClaimOutcome.Claimed::new);
    }

    private static ClaimOutcome outcome(Entry existing, Claim claim) {
        if (!existing.claim.request().equals(claim.request())) {
            return new ClaimOutcome.Refused(new ClaimRefusal.OtherRequest());
        }
        if (existing.answer.isEmpty()) {
            return new ClaimOutcome.Refused(
                    new ClaimRefusal.InProgress(existing.claim.owner().time()));
        }
        return existing.answer
                .get()
                .<ClaimOutcome>map(ClaimOutcome.Answered::new)
                .orElseGet(() -> new ClaimOutcome.Refused(new ClaimRefusal.AnswerTooLarge()));
    }

    @Override
    public boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt) {
        var kept = Optional.of(answer).filter(all -> all.deltas().toString().length() <= MAX_TEXT_LENGTH);
        var now = entries.computeIfPresent(
                Key.of(claim),
                (key, existing) -> existing.claim.owner().equals(claim.owner())
                        ? new Entry(claim, Optional.of(kept), expiresAt)
                        : existing);
        return now != null && now.claim.owner().equals(claim.owner());
    }

    @Override
    public void free(Claim claim) {
        entries.computeIfPresent(Key.of(claim), (key, existing) -> existing.isClaimOf(claim) ? null : existing);
    }
}
