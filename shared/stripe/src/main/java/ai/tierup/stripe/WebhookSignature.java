package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final int LONGEST_HEADER = 4096;
    private static final int MOST_ENTRIES = 32;
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,17}");

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
        String time = null;
        var signatures = new ArrayList<byte[]>();
        var entries = header.split(",", MOST_ENTRIES + 1);
        if (header.length() > LONGEST_HEADER || entries.length > MOST_ENTRIES) {
            return Verdict.MALFORMED;
        }
        for (var entry : entries) {
            if (entry.equals("t") || entry.equals("v1")) {
                return Verdict.MALFORMED;
            }
            if (entry.startsWith("t=") && time == null) {
                time = entry.substring("t=".length());
            }
            if (entry.startsWith("v1=")) {
                signatures.add(entry.substring("v1=".length()).getBytes(UTF_8));
            }
        }
        if (time == null || !SECONDS.matcher(time).matches() || signatures.isEmpty()) {
            return Verdict.MALFORMED;
        }
        if (!isSigned(time, body, signatures)) {
            return Verdict.FORGED;
        }
        // A time that is still to come is no harm, only a clock that goes wrong: it was Stripe that signed it.
        var oldest = clock.instant().getEpochSecond() - TOLERANCE.toSeconds();
        return Long.parseLong(time) < oldest ? Verdict.OLD : Verdict.ACCEPTED;
    }

    private boolean isSigned(String time, byte[] body, List<byte[]> signatures) {
        var signed = false;
        for (var key : keys) {
            var expected = sign(key, time, body);
            for (var signature : signatures) {
                signed |= MessageDigest.isEqual(expected, signature);
            }
        }
        return signed;
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
