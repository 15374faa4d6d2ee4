package ai.tierup.domain.idempotency;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The keys of a service that forgets everything when it ends. */
public class InMemoryIdempotentAnswers implements IdempotentAnswers {

    private static final int MAX_TEXT_LENGTH = 300 * 1024;

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    private record Key(AccountId account, String hash) {

        static Key of(Claim claim) {
            return new Key(claim.request().account(), claim.request().keyHash());
        }
    }

    /** An answer is empty when it was too large. */
    private record Entry(Claim claim, Optional<Optional<KeptAnswer>> answer, Instant expiresAt) {

        boolean isClaimOf(Claim other) {
            return claim.owner().equals(other.owner()) && answer.isEmpty();
        }
    }

    @Override
    public ClaimOutcome claim(Claim claim, Instant now) {
        var found = new AtomicReference<Optional<Entry>>(Optional.empty());
        entries.compute(Key.of(claim), (key, there) -> {
            if (there == null || !there.expiresAt.isAfter(now) || there.isClaimOf(claim)) {
                return new Entry(claim, Optional.empty(), claim.expiresAt());
            }
            found.set(Optional.of(there));
            return there;
        });
        return found.get().map(there -> outcome(there, claim)).orElseGet(ClaimOutcome.Claimed::new);
    }

    private static ClaimOutcome outcome(Entry there, Claim claim) {
        if (!there.claim.request().equals(claim.request())) {
            return new ClaimOutcome.Refused(new ClaimRefusal.OtherRequest());
        }
        if (there.answer.isEmpty()) {
            return new ClaimOutcome.Refused(
                    new ClaimRefusal.InProgress(there.claim.owner().time()));
        }
        return there.answer
                .get()
                .<ClaimOutcome>map(ClaimOutcome.Answered::new)
                .orElseGet(() -> new ClaimOutcome.Refused(new ClaimRefusal.AnswerTooLarge()));
    }

    @Override
    public boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt) {
        var kept = Optional.of(answer).filter(all -> all.deltas().toString().length() <= MAX_TEXT_LENGTH);
        var now = entries.computeIfPresent(
                Key.of(claim),
                (key, there) -> there.claim.owner().equals(claim.owner())
                        ? new Entry(claim, Optional.of(kept), expiresAt)
                        : there);
        return now != null && now.claim.owner().equals(claim.owner());
    }

    @Override
    public void free(Claim claim) {
        entries.computeIfPresent(Key.of(claim), (key, there) -> there.isClaimOf(claim) ? null : there);
    }
}
