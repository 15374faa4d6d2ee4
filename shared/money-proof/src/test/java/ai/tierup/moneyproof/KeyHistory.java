package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.idempotency.Claim;
import ai.tierup.domain.idempotency.ClaimOutcome;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims on the idempotency keys of a simulation, in order, and what is wrong with them. A key may be claimed again only when the
 * attempt before has ended, and either gave up its claim, or holds no money and its claim or its answer has expired. A whole answer is kept. A request
 * without a claim is not charged. So a key is charged at most once for as long as it is claimed or answered.
 */
final class KeyHistory {

    private final World world;
    private final Map<String, Attempt> latest = new HashMap<>();
    private final Set<RequestId> sent = new HashSet<>();
    private final Set<RequestId> claimed = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    KeyHistory(World world) {
        this.world = world;
    }

    /** The latest attempt to answer under a key. */
    private static final class Attempt {

        private final Claim claim;
        private boolean isRunning = true;
        private boolean isGivenUp;
        private Instant blocksUntil;
        private @Nullable KeptAnswer answer;

        private Attempt(Claim claim) {
            this.claim = claim;
            this.blocksUntil = claim.expiresAt();
        }

        /** Stores keep an expiry in whole seconds. */
        private boolean blocksAt(Instant now) {
            return blocksUntil.getEpochSecond() > now.getEpochSecond();
        }

        private boolean isOf(Claim other) {
            return claim.owner().equals(other.owner());
        }
    }

    void sent(RequestId request) {
        sent.add(request);
    }

    /** Notes that a request has got a whole answer, which must be kept. */
    void answered(RequestId request) {
        if (latest.values().stream()
                .noneMatch(attempt -> attempt.claim.owner().equals(request) && attempt.answer != null)) {
            findings.add(request + " was answered, but the answer was not kept");
        }
    }

    /** Notes that a request has ended, or that its process has died. */
    void ended(RequestId request) {
        latest.values().stream()
                .filter(attempt -> attempt.claim.owner().equals(request))
                .forEach(attempt -> attempt.isRunning = false);
    }

    /** All violations found until now. */
    List<String> findings() {
        return findings;
    }

    /** The requests that were charged without a claim: replays and refusals among them. */
    List<String> unclaimedCharges() {
        return world.checkingClient.records().stream()
                .map(record -> record.key().request())
                .filter(request -> sent.contains(request) && !claimed.contains(request))
                .map(request -> request + " was charged without a claim")
                .toList();
    }

    /** Returns {@code store}, watched by this history. */
    IdempotentAnswers watching(IdempotentAnswers store) {
        return new IdempotentAnswers() {

            @Override
            public ClaimOutcome claim(Claim claim, Instant now) {
                var outcome = store.claim(claim, now);
                note(claim, now, outcome);
                return outcome;
            }

            @Override
            public boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt) {
                // Whether it is kept may never be known.
                attempt(claim).answer = answer;
                var isKept = store.keep(claim, answer, expiresAt);
                attempt(claim).blocksUntil = expiresAt;
                return isKept;
            }

            @Override
            public void free(Claim claim) {
                // Free from now on, or from the claim's expiry: whether it was freed may never be known.
                var attempt = attempt(claim);
                attempt.blocksUntil = Instant.MIN;
                attempt.isGivenUp = true;
                store.free(claim);
            }
        };
    }

    private Attempt attempt(Claim claim) {
        var attempt = latest.get(claim.request().keyHash());
        if (attempt == null || !attempt.isOf(claim)) {
            findings.add(claim.owner() + " lost its key while it was running");
            return new Attempt(claim);
        }
        return attempt;
    }

    private void note(Claim claim, Instant now, ClaimOutcome outcome) {
        var before = latest.get(claim.request().keyHash());
        switch (outcome) {
            case ClaimOutcome.Claimed() -> {
                expectFree(before, claim, now);
                claimed.add(claim.owner());
                latest.put(claim.request().keyHash(), new Attempt(claim));
            }
            case ClaimOutcome.Answered(var answer) -> expectAnswerOf(before, claim, answer);
            case ClaimOutcome.Refused(ClaimRefusal.OtherRequest other) -> {
                if (before != null && before.blocksAt(now) && isSameRequest(before, claim)) {
                    findings.add(claim.owner() + " was refused as another request, but repeats " + before.claim);
                }
            }
            case ClaimOutcome.Refused(ClaimRefusal.InProgress running) -> {}
            case ClaimOutcome.Refused refused -> findings.add(claim.owner() + ": " + refused);
        }
    }

    private void expectFree(@Nullable Attempt before, Claim claim, Instant now) {
        if (before == null) {
            return;
        }
        if (before.isRunning) {
            findings.add(claim.owner() + " claimed the key of a running request: " + before.claim);
        }
        if (before.blocksAt(now)) {
            findings.add(claim.owner() + " claimed a key that was not free: " + before.claim);
        }
        if (!before.isGivenUp && holdsMoney(claim.request().account(), before.claim.owner(), now)) {
            findings.add(claim.owner() + " claimed a key whose request still holds money: " + before.claim);
        }
    }

    /** Returns whether a request has a hold that no sweeper may end yet. */
    private boolean holdsMoney(AccountId account, RequestId request, Instant now) {
        return world.wallet(account).holds().entrySet().stream()
                .anyMatch(hold -> hold.getKey().request().equals(request)
                        && hold.getValue().expiresAtEpochSecond() > now.getEpochSecond());
    }

    private void expectAnswerOf(@Nullable Attempt before, Claim claim, KeptAnswer answer) {
        var kept = before == null ? null : before.answer;
        if (before == null
                || kept == null
                || !isSameRequest(before, claim)
                || !answer.head().id().equals(kept.head().id())
                || !answer.deltas().equals(kept.deltas())) {
            findings.add(claim.owner() + " was given an answer that its key does not have");
        }
    }

    private static boolean isSameRequest(Attempt before, Claim claim) {
        return before.claim.request().equals(claim.request());
    }
}
