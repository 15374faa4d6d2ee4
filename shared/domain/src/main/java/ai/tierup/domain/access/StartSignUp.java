package ai.tierup.domain.access;

import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.audit.Network;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends a code to an e-mail address, to sign up or to sign in. It never looks at accounts, so neither its answer nor its duration tells
 * whether one exists.
 */
public final class StartSignUp {

    private final Challenges challenges;
    private final AccessQuotas quotas;
    private final Mailer mailer;
    private final Supplier<AccessKey> key;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    public StartSignUp(
            Challenges challenges,
            AccessQuotas quotas,
            Mailer mailer,
            Supplier<AccessKey> key,
            InstantSource clock,
            RandomGenerator random) {
        this.challenges = challenges;
        this.quotas = quotas;
        this.mailer = mailer;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /** The outcome of {@link #start}. */
    public sealed interface Outcome {

        record Sent(ChallengeId challenge, Instant expiresAt) implements Outcome {}

        /** @param retryAt when the next code may be sent */
        record TooManyCodes(Instant retryAt) implements Outcome {}
    }

    /**
     * Sends a code.
     *
     * @param network the sender's network; empty if it is not known
     * @throws MailUnavailable if it could not be sent; it counts all the same
     */
    public Outcome start(EmailAddress address, Optional<Network> network) {
        var now = clock.instant();
        if (!quotas.takeCode(key.get().hash(address), network, now)) {
            return new Outcome.TooManyCodes(AccessQuotas.renewedAt(now));
        }
        var id = ChallengeId.draw(random);
        var code = SignInCode.draw(random);
        var challenge = new Challenge(id, address, key.get().hash(id, code), now.plus(Challenge.LIFETIME));
        challenges.add(challenge);
        mailer.send(mail(address, code));
        return new Outcome.Sent(id, challenge.expiresAt());
    }

    private static Mail mail(EmailAddress to, SignInCode code) {
        return new Mail(
                to, "Your TierUp code: " + code.shown(), """
                Your code for TierUp is %s

                It is valid for %d minutes, on the page or in the program where you asked for it.
                If you did not ask for it, ignore this message. Nobody can sign in without the code.
                """.formatted(code.shown(), Challenge.LIFETIME.toMinutes()));
    }
}
