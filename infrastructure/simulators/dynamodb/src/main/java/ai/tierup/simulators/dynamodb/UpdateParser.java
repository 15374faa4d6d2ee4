package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Parses update expressions. Each clause and each path may occur once, and an assignment may have one operator. */
final class UpdateParser {

    private final Tokens tokens;
    private final Placeholders placeholders;
    private final ConditionParser paths;
    private final Map<Path, UpdateValue> assignments = new LinkedHashMap<>();
    private final List<Path> removals = new ArrayList<>();
    private final Map<Path, AttributeValue> additions = new LinkedHashMap<>();
    private final Map<Path, AttributeValue> deletions = new LinkedHashMap<>();

    private UpdateParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
        this.paths = new ConditionParser(tokens, placeholders);
    }

    /** Parses an update; {@link Update#NONE} if {@code expression} is null. */
    static Update update(@Nullable String expression, Placeholders placeholders) {
        return expression == null ? Update.NONE : new UpdateParser(new Tokens(expression), placeholders).clauses();
    }

    private Update clauses() {
        var clauses = new HashSet<String>();
        while (!tokens.isAtEnd()) {
            var clause = tokens.take().toUpperCase(Locale.ROOT);
            if (!clauses.add(clause)) {
                throw Errors.validation("The " + clause + " section can only be used once in an update expression");
            }
            do {
                action(clause);
            } while (tokens.takeIf(","));
        }
        var update = new Update(assignments, removals, additions, deletions);
        ConditionParser.expectDisjoint(update.paths());
        return update;
    }

    private void action(String clause) {
        switch (clause) {
            case "SET" -> {
                var path = requireNew(paths.path());
                tokens.expect("=");
                assignments.put(path, value());
            }
            case "REMOVE" -> removals.add(paths.path());
            case "ADD" -> additions.put(requireTopLevel(requireNew(paths.path())), literal("ADD"));
            case "DELETE" -> deletions.put(requireTopLevel(requireNew(paths.path())), literal("DELETE"));
            default -> throw Errors.validation("Syntax error at " + clause);
        }
    }

    private Path requireNew(Path path) {
        if (assignments.containsKey(path) || additions.containsKey(path) || deletions.containsKey(path)) {
            throw Errors.validation("Two document paths overlap with each other: " + path);
        }
        return path;
    }

    /** Refuses {@code ADD} and {@code DELETE} in a map, because DynamoDB Local and DynamoDB's guide disagree about them. */
    private static Path requireTopLevel(Path path) {
        if (!path.isTopLevel()) {
            throw new UnsupportedOperationException("ADD or DELETE in a map: " + path);
        }
        return path;
    }

    private AttributeValue literal(String clause) {
        var value = placeholders.value(tokens.take());
        if (!value.hasSs() && (value.n() == null || "DELETE".equals(clause))) {
            throw ConditionParser.wrongType(clause, value);
        }
        return value;
    }

    private UpdateValue value() {
        var left = term();
        if (tokens.takeIf("+")) {
            return new UpdateValue.Sum(number("+", left), number("+", term()));
        }
        if (tokens.takeIf("-")) {
            return new UpdateValue.Difference(number("-", left), number("-", term()));
        }
        return left;
    }

    private static UpdateValue number(String sign, UpdateValue term) {
        if (term instanceof UpdateValue.OperandValue(Operand.Literal(var value)) && value.n() == null) {
            throw ConditionParser.wrongType(sign, value);
        }
        return term;
    }

    private UpdateValue term() {
        if (tokens.isFunctionNext()) {
            return ifNotExists();
        }
        return new UpdateValue.OperandValue(
                tokens.peek().startsWith(":")
                        ? new Operand.Literal(placeholders.value(tokens.take()))
                        : new Operand.Attribute(paths.path()));
    }

    private UpdateValue ifNotExists() {
        var function = tokens.take();
        if (!"if_not_exists".equals(function)) {
            throw Errors.validation("Invalid function name; function: " + function);
        }
        tokens.expect("(");
        var path = paths.path();
        tokens.expect(",");
        var fallback = term();
        tokens.expect(")");
        return new UpdateValue.IfNotExists(path, fallback);
    }
}
