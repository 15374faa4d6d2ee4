package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.functions.support.gateway.GatewayRequest;
import java.util.Arrays;
import java.util.List;

/**
 * Whether what is sent at once of a stream is filled up to a multiple of 256 bytes, with a comment that clients ignore. TLS hides what is
 * sent but not how much, and the sizes of single events would tell a listener the lengths of the words.
 */
enum Padding {
    ON,
    OFF;

    private static final String HEADER = "x-tierup-padding";
    private static final int BLOCK_BYTES = 256;
    private static final byte[] COMMENT = ": ".getBytes(US_ASCII);

    /** The least that a comment takes: its beginning, and the end of its line. */
    private static final int MIN_BYTES = COMMENT.length + 1;

    static Padding of(GatewayRequest request) {
        return request.headers().getOrDefault(HEADER, List.of()).stream().anyMatch("off"::equalsIgnoreCase) ? OFF : ON;
    }

    /**
     * Returns the comment that fills up a number of bytes; empty if nothing is missing. No empty line follows it, which some clients would take
     * for the end of an event.
     */
    byte[] after(int bytes) {
        var missing = this == OFF ? 0 : Math.floorMod(-bytes, BLOCK_BYTES);
        if (missing == 0) {
            return new byte[0];
        }
        var comment = new byte[missing < MIN_BYTES ? missing + BLOCK_BYTES : missing];
        Arrays.fill(comment, (byte) '.');
        System.arraycopy(COMMENT, 0, comment, 0, COMMENT.length);
        comment[comment.length - 1] = '\n';
        return comment;
    }
}
