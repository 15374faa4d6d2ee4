package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computes the figures of {@code docs/COST.md} again, from the formulas beside them. */
class CostDocumentTest {

    /** What a million chats may cost. */
    private static final double MAX_USD_PER_MILLION = 50;

    private static final Pattern EQUATION =
            Pattern.compile("([(]*[\\d.,]+(?: [×÷+−] [(]*[\\d.,]+[)]*)+) = \\$?([\\d.,]*\\d)");
    private static final Pattern MEMORY = Pattern.compile("MemorySize: !If \\[Streams, (\\d+), 1024]");
    private static final String TEXT = text();

    private static String text() {
        try {
            return Files.readString(RunningService.HOME.resolve("docs/COST.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<MatchResult> equations() {
        return EQUATION.matcher(TEXT.replaceAll("\n +", " ")).results().toList();
    }

    @ParameterizedTest
    @MethodSource("equations")
    void everyEquationHolds(MatchResult equation) {
        assertThat(rounded(value(equation.group(1)), equation.group(2)))
                .as(equation.group())
                .isEqualTo(equation.group(2));
    }

    @Test
    void thePageHasEquations() {
        assertThat(equations()).hasSizeGreaterThan(35);
    }

    @Test
    void theTotalIsThatOfItsRowsAndWithinTheGoal() throws IOException {
        var header = header("part");
        var total = new double[header.size()];
        for (var row : rows("part")) {
            for (var column = 0; column < header.size(); column++) {
                var expected = row.getFirst().equals("**total**")
                        ? total[column]
                        : value(row.get(1).replace("GB", "(" + header.get(column) + " ÷ 1024)"));
                total[column] += row.getFirst().equals("**total**") ? 0 : expected;
                var cell = row.get(column + 2).replace("*", "");
                assertThat(cell).as(row.toString()).isEqualTo(rounded(expected, cell));
            }
        }
        assertThat(total[0]).isLessThan(MAX_USD_PER_MILLION);
        assertThat(TEXT).contains("cost $" + rounded(total[0], "0.00") + "**");
        assertThat(header.getFirst()).isEqualTo(memoryOfTheTemplate());
    }

    private static String memoryOfTheTemplate() throws IOException {
        var template = Files.readString(RunningService.HOME.resolve("template.yaml"));
        return MEMORY.matcher(template).results().findFirst().orElseThrow().group(1);
    }

    @Test
    void durationsCostWhatTheirFormulaSays() {
        var header = header("h");
        for (var row : rows("h")) {
            for (var column = 0; column < header.size(); column++) {
                var seconds = row.getFirst().replace(" s", "");
                var cell = row.get(column + 1);
                assertThat(cell)
                        .isEqualTo(rounded(value(seconds + " × " + header.get(column) + " ÷ 1024 × 13.3334"), cell));
            }
        }
    }

    /** The tables whose first column has a formula with D, the cost of the duration. */
    @Test
    void theWaysToRunItCostTheSameWhereTheTablesSay() {
        var durations = rows("h").stream()
                .filter(row -> row.getFirst().equals("6 s"))
                .findFirst()
                .orElseThrow();
        var compared = TEXT.lines()
                .filter(line -> line.startsWith("| ") && (line.contains(" ÷ D") || line.contains("÷ (D")))
                .map(CostDocumentTest::cells)
                .toList();
        assertThat(compared).hasSize(3);
        for (var row : compared) {
            var formula = row.getFirst().substring(row.getFirst().indexOf(": ") + 2);
            for (var column = 1; column < row.size(); column++) {
                assertThat(row.get(column))
                        .as(row.getFirst())
                        .isEqualTo(rounded(value(formula.replace("D", durations.get(column))), row.get(column)));
            }
        }
    }

    @Test
    void theSideBySideTableFollowsItsFormulas() {
        var formulas = TEXT.lines()
                .filter(line -> line.startsWith("| million requests |"))
                .map(CostDocumentTest::cells)
                .findFirst()
                .orElseThrow();
        var rows = rows("million requests");
        assertThat(rows).hasSize(6);
        for (var row : rows) {
            for (var column = 1; column < row.size(); column++) {
                var formula =
                        formulas.get(column).substring(formulas.get(column).indexOf(": ") + 2);
                assertThat(row.get(column))
                        .as(formula)
                        .isEqualTo(rounded(value(formula.replace("n", row.getFirst())), row.get(column)));
            }
        }
    }

    /** The numbers of megabytes at the head of a table. */
    private static List<String> header(String firstCell) {
        var all = TEXT.lines()
                .filter(line -> line.startsWith("| " + firstCell + " |") && line.contains(" MB |"))
                .map(CostDocumentTest::cells)
                .findFirst()
                .orElseThrow();
        return all.stream()
                .filter(cell -> cell.endsWith(" MB"))
                .map(cell -> cell.replace(" MB", "").replace(",", ""))
                .toList();
    }

    private static List<List<String>> rows(String firstCell) {
        return TEXT.lines()
                .dropWhile(line -> !(line.startsWith("| " + firstCell + " |") && line.contains("MB")))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(CostDocumentTest::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** Rounds to as many digits as {@code printed} has, with a comma between thousands if it has one. */
    private static String rounded(double value, String printed) {
        var digits = printed.contains(".") ? printed.length() - printed.indexOf('.') - 1 : 0;
        var number = new BigDecimal(value).setScale(9, RoundingMode.HALF_UP).setScale(digits, RoundingMode.HALF_UP);
        return number.compareTo(new BigDecimal(1000)) < 0
                ? number.toPlainString()
                : ("%,." + digits + "f").formatted(number);
    }

    private static double value(String formula) {
        var tokens = Pattern.compile("[×÷+−()]|[\\d.,]+")
                .matcher(formula)
                .results()
                .map(MatchResult::group)
                .toList();
        return new Formula(new ArrayList<>(tokens)).sum();
    }

    /** A formula of numbers, of which each method takes its part from the beginning. */
    private record Formula(List<String> left) {

        double sum() {
            var sum = product();
            while (nextIs("+", "−")) {
                sum += left.removeFirst().equals("+") ? product() : -product();
            }
            return sum;
        }

        private double product() {
            var product = factor();
            while (nextIs("×", "÷")) {
                product *= left.removeFirst().equals("×") ? factor() : 1 / factor();
            }
            return product;
        }

        private double factor() {
            var first = left.removeFirst();
            if (!first.equals("(")) {
                return Double.parseDouble(first.replace(",", ""));
            }
            var inner = sum();
            left.removeFirst();
            return inner;
        }

        private boolean nextIs(String... operators) {
            return !left.isEmpty()
                    && IntStream.range(0, operators.length).anyMatch(i -> operators[i].equals(left.getFirst()));
        }
    }
}
