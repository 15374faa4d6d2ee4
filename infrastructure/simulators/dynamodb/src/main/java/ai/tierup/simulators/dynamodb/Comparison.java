package ai.tierup.simulators.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares attribute values as DynamoDB does: numbers by value, strings by their UTF-8 bytes, and values of different types as unequal. */
final class Comparison {

    private Comparison() {}

    static boolean holds(@Nullable AttributeValue left, String comparator, @Nullable AttributeValue right) {
        if (left == null || right == null) {
            return "<>".equals(comparator);
        }
        return switch (comparator) {
            case "=" -> equal(left, right);
            case "<>" -> !equal(left, right);
            default -> isOrdered(left) && left.type() == right.type() && holds(compare(left, right), comparator);
        };
    }

    private static boolean holds(int order, String comparator) {
        return switch (comparator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(comparator);
        };
    }

    static boolean isOrdered(AttributeValue value) {
        return switch (value.type()) {
            case S, N, B -> true;
            case BOOL, NUL, M, L, SS, NS, BS, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /** Compares two values of the same ordered type. */
    static int compare(AttributeValue left, AttributeValue right) {
        return switch (left.type()) {
            case S -> Arrays.compareUnsigned(left.s().getBytes(UTF_8), right.s().getBytes(UTF_8));
            case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
            case B ->
                Arrays.compareUnsigned(left.b().asByteArrayUnsafe(), right.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("Values without an order: " + left);
        };
    }

    /** Compares two values in {@link StoredForm}, in which only the order of set elements may differ. */
    private static boolean equal(AttributeValue left, AttributeValue right) {
        return switch (left.type()) {
            case SS -> new HashSet<>(left.ss()).equals(new HashSet<>(right.ss()));
            case NS -> new HashSet<>(left.ns()).equals(new HashSet<>(right.ns()));
            case BS -> new HashSet<>(left.bs()).equals(new HashSet<>(right.bs()));
            default -> left.equals(right);
        };
    }

    static boolean contains(@Nullable AttributeValue whole, @Nullable AttributeValue part) {
        if (whole == null || part == null) {
            return false;
        }
        return switch (whole.type()) {
            case S -> part.s() != null && whole.s().contains(part.s());
            case SS -> whole.ss().contains(part.s());
            case NS -> whole.ns().contains(part.n());
            case BS -> whole.bs().contains(part.b());
            case L -> whole.l().stream().anyMatch(element -> equal(element, part));
            case N, B, BOOL, NUL, M, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }
}
