package ai.tierup.domain.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.domain.audit.Network;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks a code, and returns the account of the mailbox to which it was sent. The first code of a mailbox opens its account. */
public final class VerifyCode {

    private final Challenges challenges;
    private final AccessQuotas quotas;
    private final MailboxAccounts mailboxes;
    private final Supplier<AccessKey> key;
    private final InstantSource clock;

    public VerifyCode(
            Challenges challenges,
            AccessQuotas quotas,
            MailboxAccounts mailboxes,
            Supplier<AccessKey> key,
            InstantSource clock) {
        this.challenges = challenges;
        this.quotas = quotas;
        this.mailboxes = mailboxes;
        this.key = key;
        this.clock = clock;
    }

    /** The outcome of {@link #verify}. */
    public sealed interface Outcome {

        record Verified(OpenedAccount account) implements Outcome {}

        /** The code is wrong, was used, has expired, or belongs to no challenge. The caller learns no more. */
        record WrongCode() implements Outcome {}

        /** @param retryAt when the next code may be tried */
        record TooManyTries(Instant retryAt) implements Outcome {}
    }

    /** Every try counts, also those that are refused. A right code can be used once. */
    public Outcome verify(ChallengeId id, SignInCode code, Optional<Network> network) {
        var now = clock.instant();
        if (!quotas.takeTry(network, now)) {
            return new Outcome.TooManyTries(AccessQuotas.renewedAt(now));
        }
        var challenge = challenges.countTry(id, now);
        if (challenge.isEmpty()) {
            return new Outcome.WrongCode();
        }
        var mailbox = key.get().hash(challenge.get().address());
        if (!quotas.takeTry(mailbox, now)) {
            return new Outcome.TooManyTries(AccessQuotas.renewedAt(now));
        }
        return isRight(challenge.get(), code) && challenges.use(id)
                ? new Outcome.Verified(mailboxes.open(challenge.get().address()))
                : new Outcome.WrongCode();
    }

    /** Compares in a time that does not depend on how many digits are right. */
    private boolean isRight(Challenge challenge, SignInCode code) {
        var expected = challenge.codeHash().getBytes(US_ASCII);
        return MessageDigest.isEqual(
                expected, key.get().hash(challenge.id(), code).getBytes(US_ASCII));
    }
}
