package ai.tierup.simulators.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tokens of one expression, read from left to right. Keywords are not case-sensitive. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z][A-Za-z0-9_]*|[#:][A-Za-z0-9_]+|<>|<=|>=|[=<>+\\-(),.]");
    private static final String END = "";

    private final List<String> tokens = new ArrayList<>();
    private int next;

    Tokens(String expression) {
        var matcher = TOKEN.matcher(expression);
        for (var at = 0; at < expression.length(); ) {
            if (Character.isWhitespace(expression.charAt(at))) {
                at++;
            } else if (matcher.find(at) && matcher.start() == at) {
                tokens.add(matcher.group());
                at = matcher.end();
            } else {
                throw Errors.validation("Syntax error at " + expression.substring(at));
            }
        }
        if (tokens.isEmpty()) {
            throw Errors.validation("The expression can not be empty");
        }
    }

    String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    boolean isAtEnd() {
        return next == tokens.size();
    }

    boolean isNext(String token) {
        return peek().equalsIgnoreCase(token);
    }

    boolean isFunctionNext() {
        return next + 1 < tokens.size() && "(".equals(tokens.get(next + 1)) && Character.isLetter(peek().charAt(0));
    }

    String take() {
        if (isAtEnd()) {
            throw Errors.validation("Syntax error: the expression ends too early");
        }
        return tokens.get(next++);
    }

    boolean takeIf(String token) {
        if (isNext(token)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String token) {
        var taken = take();
        if (!taken.equalsIgnoreCase(token)) {
            throw Errors.validation("Syntax error: expected " + token + " but found " + taken);
        }
    }

    void expectEnd() {
        if (!isAtEnd()) {
            throw Errors.validation("Syntax error at " + peek());
        }
    }
}
