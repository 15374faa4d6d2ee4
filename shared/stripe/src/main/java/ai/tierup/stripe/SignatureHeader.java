package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parsed {@code Stripe-Signature} header.
 *
 * @param time seconds since the epoch, exactly as written in the header, because this text was signed
 * @param signatures hexadecimal signatures, of which one must match
 */
record SignatureHeader(String time, List<byte[]> signatures) {

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_ENTRIES = 32;
    private static final String TIME = "t=";
    private static final String SIGNATURE = "v1=";
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * Reads the first time and all signatures of the scheme {@code v1}, and ignores other entries. Returns empty if the header is malformed
     * or lacks one of the two.
     */
    static Optional<SignatureHeader> read(String header) {
        var entries = header.split(",", MAX_ENTRIES + 1);
        if (header.length() > MAX_LENGTH || entries.length > MAX_ENTRIES) {
            return Optional.empty();
        }
        @Nullable String time = null;
        var signatures = new ArrayList<byte[]>();
        for (var entry : entries) {
            if (time == null && (entry.equals("t") || entry.startsWith(TIME))) {
                time = entry.replaceFirst("^t=?", "");
            } else if (entry.startsWith(SIGNATURE)) {
                signatures.add(entry.substring(SIGNATURE.length()).getBytes(UTF_8));
            } else if (entry.equals("v1")) {
                return Optional.empty();
            }
        }
        return time != null && SECONDS.matcher(time).matches() && !signatures.isEmpty()
                ? Optional.of(new SignatureHeader(time, signatures))
                : Optional.empty();
    }

    long seconds() {
        return Long.parseLong(time);
    }
}
