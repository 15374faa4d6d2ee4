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
 * Tells whether a webhook comes from Stripe: its header {@code Stripe-Signature} holds {@code t=<seconds>,v1=<hex>[,v1=…]}, where
 * each {@code v1} is an HMAC-SHA256 of the time, a dot and the body. Safe for concurrent use.
 */
public final class WebhookSignature {

    /** What was found. */
    public enum Verdict {
        ACCEPTED,
        /** The header has not the form that Stripe gives it. */
        MALFORMED,
        /** It is not from Stripe, or was altered, or signed with a secret that is not ours. */
        FORGED,
        /** It is from Stripe, and was sent too long ago: somebody may have kept it. */
        OLD
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<SecretKeySpec> keys;
    private final InstantSource clock;

    /**
     * Verifies with each of {@code secrets}.
     *
     * @param secrets one, or two while they are changed; none of them blank
     * @throws IllegalArgumentException when there is none, or a blank one, by which anybody could sign
     */
    public WebhookSignature(List<String> secrets, InstantSource clock) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A webhook's secret is missing");
        }
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    /**
     * The verdict on a request.
     *
     * @param header {@code Stripe-Signature}
     * @param body every byte of it as it came
     */
    public Verdict verify(String header, byte[] body) {
        var signed = SignatureHeader.read(header);
        if (signed.isEmpty()) {
            return Verdict.MALFORMED;
        }
        if (!isRight(signed.get(), body)) {
            return Verdict.FORGED;
        }
        // A time that is still to come is no harm, only a clock that goes wrong: it was Stripe that signed it.
        var oldest = clock.instant().getEpochSecond() - TOLERANCE.toSeconds();
        return signed.get().seconds() < oldest ? Verdict.OLD : Verdict.ACCEPTED;
    }

    /** Takes the same time whatever is wrong. */
    private boolean isRight(SignatureHeader header, byte[] body) {
        var right = false;
        for (var key : keys) {
            var expected = sign(key, header.time(), body);
            for (var signature : header.signatures()) {
                right |= MessageDigest.isEqual(expected, signature);
            }
        }
        return right;
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
