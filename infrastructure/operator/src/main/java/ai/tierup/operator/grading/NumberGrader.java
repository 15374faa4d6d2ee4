package ai.tierup.operator.grading;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Accepts an answer whose last number is near enough to the right one. The number may have a comma between its thousands. */
record NumberGrader(BigDecimal value, BigDecimal tolerance) implements Grader {

    private static final Pattern NUMBER =
            Pattern.compile("[-−]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-−]?\\d+(?:\\.\\d+)?");
    private static final int MAX_DIGITS = 30;

    @Override
    public boolean isRight(Answer answer) {
        return last(answer.text())
                .map(number -> number.subtract(value).abs().compareTo(tolerance) <= 0)
                .orElse(false);
    }

    private static Optional<BigDecimal> last(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(match -> match.group().replace(",", "").replace('−', '-'))
                .filter(number -> number.length() <= MAX_DIGITS)
                .reduce((earlier, later) -> later)
                .map(BigDecimal::new);
    }
}
