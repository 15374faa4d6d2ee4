package ai.tierup.simulators.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Computes item sizes by the published rules. Names and strings count their UTF-8 bytes, a number one byte plus one for every two
 * significant digits, and a map or list three bytes plus one per entry. Source: "DynamoDB item sizes and formats", Developer Guide.
 */
public final class ItemSize {

    private static final int WRITE_UNIT_BYTES = 1024;
    private static final int READ_UNIT_BYTES = 4096;
    private static final int DOCUMENT_BYTES = 3;

    private ItemSize() {}

    public static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> bytes(attribute.getKey()) + bytes(attribute.getValue()))
                .sum();
    }

    /** Units of a write. {@code bytes} is the size of the item before or after the write, whichever is larger. */
    public static int writeUnits(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT_BYTES));
    }

    /** Units of a consistent read of this size. */
    static int readUnits(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, READ_UNIT_BYTES));
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> numberBytes(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case M -> DOCUMENT_BYTES + value.m().size() + bytes(value.m());
            case L ->
                DOCUMENT_BYTES
                        + value.l().size()
                        + value.l().stream().mapToInt(ItemSize::bytes).sum();
            case SS -> bytes(value.ss());
            case NS -> value.ns().stream().mapToInt(ItemSize::numberBytes).sum();
            case BS ->
                value.bs().stream()
                        .mapToInt(element -> element.asByteArrayUnsafe().length)
                        .sum();
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Unknown type: " + value);
        };
    }

    private static int bytes(Collection<String> texts) {
        return texts.stream().mapToInt(ItemSize::bytes).sum();
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static int numberBytes(String number) {
        return 1 + Math.ceilDiv(new BigDecimal(number).stripTrailingZeros().precision(), 2);
    }
}
