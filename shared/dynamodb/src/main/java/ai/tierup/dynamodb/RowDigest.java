package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A digest of a ledger row's content: half a SHA-256, stored in the row. The row's expiry is no content, so that one can be added later. The sums of an audit reveal that something was
 * changed; the digest reveals which row.
 */
final class RowDigest {

    private static final String ATTRIBUTE = "digest";
    private static final Set<String> NO_CONTENT = Set.of(ATTRIBUTE, UsageRecordItem.EXPIRY);
    private static final int BYTES = 16;

    private RowDigest() {}

    /** Returns a copy of the row with its digest. */
    static Map<String, AttributeValue> withDigest(Map<String, AttributeValue> row) {
        var copy = new HashMap<>(row);
        copy.put(ATTRIBUTE, AttributeValues.text(of(row)));
        return copy;
    }

    /** True if the row has a digest and matches it. */
    static boolean isIntact(Map<String, AttributeValue> row) {
        var digest = row.get(ATTRIBUTE);
        return digest != null && of(row).equals(digest.s());
    }

    private static String of(Map<String, AttributeValue> row) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(row).forEach((name, value) -> {
                if (!NO_CONTENT.contains(name)) {
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
            default -> throw new IllegalArgumentException("Ledger rows have no attributes of type " + value.type());
        };
    }
}
