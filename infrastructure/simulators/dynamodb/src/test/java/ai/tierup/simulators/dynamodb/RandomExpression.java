package ai.tierup.simulators.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Random expressions over the attributes of {@link #item}, with their placeholders. Most are valid. Some compare different types, use
 * missing attributes or placeholders, define unused placeholders, or contain reserved words.
 */
final class RandomExpression {

    private static final List<String> NUMBERS = List.of("n", "m.a", "m.deep.x", "day");
    private static final List<String> TEXTS = List.of("s", "m.b", "status");
    private static final List<String> OTHERS =
            List.of("tags", "flag", "m", "m.deep", "gone", "gone.x", "m.gone", "m.gone.x");
    private static final List<String> COMPARATORS = List.of("=", "<>", "<", "<=", ">", ">=");
    private static final List<String> RESERVED = List.of("status", "day");

    final Map<String, String> names = new HashMap<>();
    final Map<String, AttributeValue> values = new HashMap<>();
    private final RandomGenerator random;

    RandomExpression(RandomGenerator random) {
        this.random = random;
    }

    static <T> T oneOf(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A random item with attributes of every type, some of them missing. */
    static Map<String, AttributeValue> item(RandomGenerator random) {
        var item = new HashMap<String, AttributeValue>();
        item.put("n", number(random));
        item.put("day", number(random));
        item.put("s", text(random));
        item.put("status", text(random));
        item.put("tags", tags(random));
        item.put("flag", AttributeValue.fromBool(random.nextBoolean()));
        item.put("m", map(random));
        item.values().removeIf(value -> random.nextInt(12) == 0);
        return item;
    }

    private static AttributeValue map(RandomGenerator random) {
        var deep = AttributeValue.fromM(Map.of("x", number(random)));
        return AttributeValue.fromM(Map.of("a", number(random), "b", text(random), "deep", deep));
    }

    private static AttributeValue number(RandomGenerator random) {
        return AttributeValue.fromN(
                oneOf(random, List.of("0", "1", "-3", "7.50", "100", "1000000000000000000", "2e3")));
    }

    private static AttributeValue text(RandomGenerator random) {
        return AttributeValue.fromS(oneOf(random, List.of("", "a", "ab", "abc", "active")));
    }

    private static AttributeValue tags(RandomGenerator random) {
        return AttributeValue.fromSs(oneOf(random, List.of(List.of("a"), List.of("a", "b"), List.of("ab", "c", "a"))));
    }

    String condition(int depth) {
        if (depth > 0) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    return condition(depth - 1) + " AND " + condition(depth - 1);
                }
                case 1 -> {
                    return condition(depth - 1) + " OR " + condition(depth - 1);
                }
                case 2 -> {
                    return "NOT (" + condition(depth - 1) + ")";
                }
                case 3 -> {
                    return "(" + condition(depth - 1) + ") and " + condition(depth - 1);
                }
                default -> {}
            }
        }
        return test();
    }

    private String test() {
        return switch (random.nextInt(12)) {
            case 0 -> "attribute_exists(" + anyPath() + ")";
            case 1 -> "attribute_not_exists(" + anyPath() + ")";
            case 2 -> "begins_with(" + path(TEXTS) + ", " + value(text(random)) + ")";
            case 3 -> "contains(" + path(TEXTS) + ", " + value(text(random)) + ")";
            case 4 -> "contains(" + path(OTHERS) + ", " + value(text(random)) + ")";
            case 5 ->
                "size(" + path(random.nextBoolean() ? OTHERS : TEXTS) + ") " + comparator() + " "
                        + value(number(random));
            case 6 -> "attribute_type(" + anyPath() + ", " + value(type()) + ")";
            case 7 -> path(NUMBERS) + between();
            case 8 -> path(TEXTS) + " IN (" + value(text(random)) + ", " + value(text(random)) + ")";
            case 9 -> anyPath() + " " + comparator() + " " + anyPath();
            case 10 -> anyPath() + " " + comparator() + " " + anyValue();
            default -> path(NUMBERS) + " " + comparator() + " " + value(number(random));
        };
    }

    private AttributeValue type() {
        return AttributeValue.fromS(oneOf(random, List.of("S", "M", "N", "SS", "BOOL", "M", "S", "number")));
    }

    private String between() {
        var isReversed = random.nextInt(10) == 0;
        return " BETWEEN " + value(AttributeValue.fromN(isReversed ? "9" : "-3")) + " AND " + value(number(random));
    }

    String update() {
        var update = new StringJoiner(" ");
        if (random.nextInt(5) > 0) {
            update.add("SET " + actions(this::assignment));
        }
        if (random.nextInt(4) == 0) {
            update.add("REMOVE " + path(random.nextInt(3) > 0 ? List.of("s", "flag", "m.gone", "m.b") : OTHERS));
        }
        if (random.nextInt(4) == 0) {
            update.add("ADD " + addition());
        }
        if (random.nextInt(6) == 0 || update.length() == 0) {
            update.add("delete tags " + (random.nextInt(8) == 0 ? anyValue() : value(tags(random))));
        }
        return update.toString();
    }

    private String actions(Supplier<String> action) {
        var actions = new StringJoiner(", ");
        for (var count = random.nextInt(4) == 0 ? 2 : 1; count > 0; count--) {
            actions.add(action.get());
        }
        return actions.toString();
    }

    private String assignment() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> {
                var path = path(NUMBERS);
                yield path + " = " + path + sign() + value(number(random));
            }
            case 4 -> path(NUMBERS) + " = " + path(NUMBERS) + sign() + path(NUMBERS);
            case 5 -> {
                var path = path(NUMBERS);
                yield path + " = if_not_exists(" + path + ", " + value(number(random)) + ")" + sign()
                        + value(number(random));
            }
            case 6 -> "m = " + value(map(random));
            case 7 -> path(TEXTS) + " = " + value(text(random));
            case 8 -> path(OTHERS) + " = " + anyValue();
            default ->
                random.nextInt(4) > 0 ? "m.gone = " + anyValue() : anyPath() + " = " + anyPath() + sign() + anyValue();
        };
    }

    private String addition() {
        return switch (random.nextInt(6)) {
            case 0 -> "tags " + value(tags(random));
            case 1 -> "fresh " + value(tags(random));
            case 2 -> oneOf(random, List.of("n", "tags", "s", "amount")) + " " + anyValue();
            default -> oneOf(random, List.of("n", "amount")) + " " + value(number(random));
        };
    }

    private String comparator() {
        return oneOf(random, COMPARATORS);
    }

    private String sign() {
        return random.nextBoolean() ? " + " : " - ";
    }

    private String anyPath() {
        return path(oneOf(random, List.of(NUMBERS, TEXTS, OTHERS)));
    }

    private String anyValue() {
        return value(
                switch (random.nextInt(6)) {
                    case 0 -> text(random);
                    case 1 -> tags(random);
                    case 2 -> map(random);
                    case 3 -> AttributeValue.fromBool(true);
                    default -> number(random);
                });
    }

    private String value(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    /** A path with placeholders for some names. Reserved words almost always get one. */
    private String path(List<String> choices) {
        var path = new StringJoiner(".");
        for (var name : oneOf(random, choices).split("\\.", -1)) {
            var isBare = RESERVED.contains(name) ? random.nextInt(80) == 0 : random.nextBoolean();
            if (!isBare) {
                names.put("#" + name, name);
            }
            path.add(isBare ? name : "#" + name);
        }
        return path.toString();
    }

    /** Sometimes adds an unused placeholder, or removes one that is needed. */
    RandomExpression withRandomFlaws() {
        if (random.nextInt(50) == 0) {
            value(number(random));
        }
        if (random.nextInt(50) == 0) {
            names.put("#spare", "spare");
        }
        if (random.nextInt(50) == 0 && !values.isEmpty()) {
            values.remove(values.keySet().iterator().next());
        }
        return this;
    }
}
