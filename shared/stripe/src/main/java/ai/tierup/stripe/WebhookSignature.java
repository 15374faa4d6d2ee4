package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies that a webhook comes from Stripe. Its header {@code Stripe-Signature} contains {@code t=<seconds>,v1=<hex>[,v1=…]}, where
 * each {@code v1} is an HMAC-SHA256 of the time, a dot and the body. Safe for concurrent use.
 */
public final class WebhookSignature {

    /** The result of a verification. */
    public enum Verdict {
        ACCEPTED,
        /** The header does not have Stripe's format. */
        MALFORMED,
        /** No signature matches: the request is not from Stripe, was altered, or was signed with another secret. */
        FORGED,
        /** A signature matches, but the request was sent too long ago. It may be a replay. */
        OLD
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<SecretKeySpec> keys;
    private final InstantSource clock;

    /**
     * Verifies with each of {@code secrets}.
     *
     * @param secrets one, or two during a rotation
     * @throws IllegalArgumentException if there is no secret, or a blank one, with which anybody could sign
     */
    public WebhookSignature(List<String> secrets, InstantSource clock) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A webhook secret is missing");
        }
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    /**
     * Verifies one request.
     *
     * @param header value of {@code Stripe-Signature}
     * @param body the bytes as received
     */
    public Verdict verify(String header, byte[] body) {
        var signed = SignatureHeader.read(header);
        if (signed.isEmpty()) {
            return Verdict.MALFORMED;
        }
        if (!matches(signed.get(), body)) {
            return Verdict.FORGED;
        }
        // A future time is accepted: Stripe signed it, so it only shows that a clock is wrong.
        var oldest = clock.instant().getEpochSecond() - TOLERANCE.toSeconds();
        return signed.get().seconds() < oldest ? Verdict.OLD : Verdict.ACCEPTED;
    }

    /** Compares every key with every signature, so that the time taken does not show which one matched. */
    private boolean matches(SignatureHeader header, byte[] body) {
        var found = false;
        for (var key : keys) {
            var expected = sign(key, header.time(), body);
            for (var signature : header.signatures()) {
                found |= MessageDigest.isEqual(expected, signature);
            }
        }
        return found;
    }

    private static byte[] sign(SecretKeySpec key, String time, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((time + ".").getBytes(US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
