package ai.tierup.functions.support.proof;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.StrictJson;
import ai.tierup.functions.support.secrets.SecretsUnavailable;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.altcha.altcha.Altcha;
import org.altcha.altcha.Altcha.Algorithm;
import org.altcha.altcha.Altcha.Challenge;
import org.altcha.altcha.Altcha.ChallengeOptions;
import org.altcha.altcha.Altcha.Payload;

/**
 * Challenges of ALTCHA, which cost whoever signs up or visits the playground some computing time, and their solutions. They make mass
 * sign-ups more expensive. They do not prevent them.
 */
public final class ProofOfWork {

    /** Of a challenge for which no work is required, so that a client can still be tested. */
    private static final long MIN_MAX_NUMBER = 1_000;

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int SALT_BYTES = 12;
    private static final int MAX_PROOF_LENGTH = 2_000;

    private final BiPredicate<String, Instant> isFirstUse;
    private final Supplier<String> secret;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final int maxNumber;

    /**
     * @param isFirstUse counts a solution, which is valid until an instant; true for the first who presents it
     * @param secret supplies the secret that signs the challenges
     * @param maxNumber the most tries that a solution takes; 0 if none is required
     */
    public ProofOfWork(
            BiPredicate<String, Instant> isFirstUse,
            Supplier<String> secret,
            InstantSource clock,
            RandomGenerator random,
            int maxNumber) {
        this.isFirstUse = isFirstUse;
        this.secret = secret;
        this.clock = clock;
        this.random = random;
        this.maxNumber = maxNumber;
    }

    public boolean isRequired() {
        return maxNumber > 0;
    }

    /** Returns a new challenge. The salt and the number come from our own randomness, which each copy of a snapshot draws anew. */
    Challenge challenge() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var max = Math.max(maxNumber, MIN_MAX_NUMBER);
        try {
            return Altcha.createChallenge(new ChallengeOptions()
                    .setAlgorithm(Algorithm.SHA256)
                    .setHmacKey(secret.get())
                    .setSalt(HexFormat.of().formatHex(salt))
                    .setMaxNumber(max)
                    .setNumber(random.nextLong(max + 1))
                    .setExpires(clock.instant().plus(LIFETIME).getEpochSecond()));
        } catch (Exception e) {
            throw new IllegalStateException("A challenge could not be made", e);
        }
    }

    /** Writes the fields of a new challenge that ALTCHA's clients expect. */
    public void writeChallenge(JsonGenerator json) throws IOException {
        var challenge = challenge();
        json.writeBooleanField("required", isRequired());
        json.writeStringField("algorithm", challenge.algorithm);
        json.writeStringField("challenge", challenge.challenge);
        json.writeNumberField("maxnumber", challenge.maxnumber);
        json.writeStringField("salt", challenge.salt);
        json.writeStringField("signature", challenge.signature);
    }

    /**
     * Returns whether {@code proof} solves one of our challenges that has not expired, for the first time.
     *
     * @param proof ALTCHA's payload, which is JSON in base 64
     */
    public boolean accepts(String proof) {
        return payload(proof)
                .filter(this::isOurs)
                .filter(payload -> expiry(payload)
                        .filter(expiresAt -> clock.instant().isBefore(expiresAt))
                        .filter(expiresAt -> isFirstUse.test(payload.signature, expiresAt))
                        .isPresent())
                .isPresent();
    }

    private static Optional<Payload> payload(String proof) {
        if (proof.length() > MAX_PROOF_LENGTH) {
            return Optional.empty();
        }
        try {
            return switch (StrictJson.readObject(Base64.getDecoder().decode(proof))) {
                case StrictJson.Invalid invalid -> Optional.empty();
                case StrictJson.Parsed(var json) -> Optional.of(payload(new Field(json, "proof")));
            };
        } catch (IllegalArgumentException | BadRequest e) {
            return Optional.empty();
        }
    }

    private static Payload payload(Field json) {
        var payload = new Payload();
        payload.algorithm = json.at("algorithm").oneOf(Set.of(Algorithm.SHA256.getName()));
        payload.challenge = json.at("challenge").text();
        payload.number = json.at("number").wholeNumber(0, Long.MAX_VALUE);
        payload.salt = json.at("salt").text();
        payload.signature = json.at("signature").text();
        return payload;
    }

    /** Checks the signature and the solution. The expiry is part of the signed salt; the library would compare it with another clock. */
    private boolean isOurs(Payload payload) {
        try {
            return Altcha.verifySolution(payload, secret.get(), false);
        } catch (SecretsUnavailable e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A solution could not be checked", e);
        }
    }

    private static Optional<Instant> expiry(Payload payload) {
        try {
            return Optional.ofNullable(Altcha.extractParams(payload.salt).get("expires"))
                    .map(Long::parseLong)
                    .map(Instant::ofEpochSecond);
        } catch (Exception e) {
            throw new IllegalStateException("A signed salt has no expiry", e);
        }
    }
}
