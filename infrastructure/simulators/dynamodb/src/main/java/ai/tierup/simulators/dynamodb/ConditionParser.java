package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Parses condition, filter, key-condition and projection expressions. Throws a validation error on invalid syntax. */
final class ConditionParser {

    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> EQUALITIES = Set.of("=", "<>");
    private static final Set<String> TYPES = Set.of("S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M");

    private final Tokens tokens;
    private final Placeholders placeholders;

    ConditionParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    /** Parses a condition; {@link Condition#NONE} if {@code expression} is null. */
    static Condition condition(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return Condition.NONE;
        }
        var tokens = new Tokens(expression);
        var condition = new ConditionParser(tokens, placeholders).disjunction();
        tokens.expectEnd();
        return condition;
    }

    static List<Path> projection(@Nullable String expression, Placeholders placeholders) {
        var paths = new ArrayList<Path>();
        if (expression != null) {
            var tokens = new Tokens(expression);
            var parser = new ConditionParser(tokens, placeholders);
            do {
                paths.add(parser.path());
            } while (tokens.takeIf(","));
            tokens.expectEnd();
            expectDisjoint(paths);
        }
        return paths;
    }

    static void expectDisjoint(List<Path> paths) {
        for (var first = 0; first < paths.size(); first++) {
            for (var path : paths.subList(first + 1, paths.size())) {
                if (path.overlaps(paths.get(first))) {
                    throw Errors.validation("Two document paths overlap with each other: " + path);
                }
            }
        }
    }

    private Condition disjunction() {
        var choices = new ArrayList<>(List.of(conjunction()));
        while (tokens.takeIf("OR")) {
            choices.add(conjunction());
        }
        return choices.size() == 1 ? choices.getFirst() : new Condition.Any(choices);
    }

    private Condition conjunction() {
        var conditions = new ArrayList<>(List.of(negation()));
        while (tokens.takeIf("AND")) {
            conditions.add(negation());
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.All(conditions);
    }

    private Condition negation() {
        if (tokens.takeIf("NOT")) {
            return new Condition.Not(negation());
        }
        if (tokens.takeIf("(")) {
            var inner = disjunction();
            tokens.expect(")");
            return inner;
        }
        return tokens.isFunctionNext() && !tokens.isNext("size") ? function() : comparison();
    }

    private Condition function() {
        var name = tokens.take();
        tokens.expect("(");
        var condition = switch (name) {
            case "attribute_exists" -> new Condition.Exists(path());
            case "attribute_not_exists" -> new Condition.Not(new Condition.Exists(path()));
            case "begins_with" -> new Condition.BeginsWith(operand(), requireText(nextArgument()));
            case "contains" -> new Condition.Contains(operand(), nextArgument());
            case "attribute_type" -> new Condition.HasType(path(), requireType(nextArgument()));
            default -> throw Errors.validation("Invalid function name; function: " + name);
        };
        tokens.expect(")");
        return condition;
    }

    private Operand nextArgument() {
        tokens.expect(",");
        return operand();
    }

    private static Operand requireText(Operand prefix) {
        if (prefix instanceof Operand.Literal(var value) && value.s() == null) {
            throw wrongType("begins_with", value);
        }
        return prefix;
    }

    private static Operand requireType(Operand type) {
        if (!(type instanceof Operand.Literal(var value)) || value.s() == null || !TYPES.contains(value.s())) {
            throw Errors.validation("Invalid attribute type name found");
        }
        return type;
    }

    private Condition comparison() {
        var left = operand();
        if (tokens.takeIf("BETWEEN")) {
            var lowest = requireOrdered("BETWEEN", operand());
            tokens.expect("AND");
            return between(left, lowest, requireOrdered("BETWEEN", operand()));
        }
        if (tokens.takeIf("IN")) {
            tokens.expect("(");
            var choices = new ArrayList<>(List.of(requireDistinct(left, operand())));
            while (tokens.takeIf(",")) {
                choices.add(requireDistinct(left, operand()));
            }
            tokens.expect(")");
            return new Condition.In(left, choices);
        }
        var comparator = tokens.take();
        if (!COMPARATORS.contains(comparator)) {
            throw Errors.validation("Syntax error at " + comparator);
        }
        var right = requireDistinct(left, operand());
        return EQUALITIES.contains(comparator)
                ? new Condition.Compare(left, comparator, right)
                : new Condition.Compare(
                        requireOrdered(comparator, left), comparator, requireOrdered(comparator, right));
    }

    private static Condition between(Operand operand, Operand lowest, Operand highest) {
        requireDistinct(operand, lowest);
        requireDistinct(operand, highest);
        if (lowest instanceof Operand.Literal(var low) && highest instanceof Operand.Literal(var high)) {
            if (low.type() != high.type() || Comparison.compare(low, high) > 0) {
                throw Errors.validation("The BETWEEN operator requires upper bound to be >= lower bound");
            }
        }
        return new Condition.Between(operand, lowest, highest);
    }

    private static Operand requireDistinct(Operand left, Operand right) {
        if (left.equals(right)) {
            throw Errors.validation("The first operand must be distinct from the remaining operands");
        }
        return right;
    }

    private static Operand requireOrdered(String comparator, Operand operand) {
        if (operand instanceof Operand.Literal(var value) && !Comparison.isOrdered(value)) {
            throw wrongType(comparator, value);
        }
        return operand;
    }

    static RuntimeException wrongType(String operator, AttributeValue value) {
        return Errors.validation("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + value.type());
    }

    private Operand operand() {
        if (tokens.isFunctionNext() && tokens.takeIf("size")) {
            tokens.expect("(");
            var size = new Operand.Size(path());
            tokens.expect(")");
            return size;
        }
        return tokens.peek().startsWith(":")
                ? new Operand.Literal(placeholders.value(tokens.take()))
                : new Operand.Attribute(path());
    }

    Path path() {
        var names = new ArrayList<>(List.of(placeholders.name(tokens.take())));
        while (tokens.takeIf(".")) {
            names.add(placeholders.name(tokens.take()));
        }
        return new Path(names);
    }
}
