package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a ledger row said when it was put: half a SHA-256 over its attributes, kept beside them. The sums of an audit tell that
 * something was changed; this tells which row.
 */
final class RowDigest {

    private static final String ATTRIBUTE = "digest";
    private static final int BYTES = 16;

    private RowDigest() {}

    /** The same row with its digest. */
    static Map<String, AttributeValue> signed(Map<String, AttributeValue> row) {
        var signed = new HashMap<>(row);
        signed.put(ATTRIBUTE, Values.text(of(row)));
        return signed;
    }

    /** Whether the row still says what it said. */
    static boolean isIntact(Map<String, AttributeValue> row) {
        var digest = row.get(ATTRIBUTE);
        return digest != null && of(row).equals(digest.s());
    }

    private static String of(Map<String, AttributeValue> row) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(row).forEach((name, value) -> {
                if (!name.equals(ATTRIBUTE)) {
                    sha256.update((name + "=" + text(value) + "\n").getBytes(UTF_8));
                }
            });
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> "S" + value.s();
            case N -> "N" + value.n();
            case BOOL -> "B" + value.bool();
            default -> throw new IllegalArgumentException("No ledger row has a " + value.type());
        };
    }
}
