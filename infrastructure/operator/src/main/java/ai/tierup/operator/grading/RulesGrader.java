package ai.tierup.operator.grading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Accepts a text without tool calls that keeps all rules of its task, such as a number of words or a letter that must not occur. */
record RulesGrader(Map<String, Predicate<Text>> rules) implements Grader {

    /** Rules on a number, which lies between two. */
    private static final Map<String, ToIntFunction<Text>> COUNTS = Map.of(
            "words", text -> text.words().size(),
            "sentences", Text::sentences,
            "lines", text -> text.lines().size(),
            "paragraphs", Text::paragraphs,
            "chars", text -> text.whole().length());

    static RulesGrader of(JsonNode grade) {
        var rules = new TreeMap<String, Predicate<Text>>();
        for (var field : grade.properties()) {
            if (!field.getKey().equals("kind")) {
                rules.put(field.getKey(), rule(field.getKey(), field.getValue()));
            }
        }
        return new RulesGrader(rules);
    }

    private static Predicate<Text> rule(String name, JsonNode value) {
        var count = COUNTS.get(name);
        if (count != null) {
            var min = value.path(0).intValue();
            var max = value.path(1).intValue();
            return text -> count.applyAsInt(text) >= min && count.applyAsInt(text) <= max;
        }
        return switch (name) {
            case "contains" -> text -> Json.texts(value).stream().allMatch(text::contains);
            case "excludes" -> text -> Json.texts(value).stream().noneMatch(text::contains);
            case "matches" -> whole(value.asText());
            case "each_line" -> text -> all(text.lines(), value.asText());
            case "each_word" -> text -> all(text.words(), value.asText());
            case "initials" -> text -> text.initials().equals(value.asText());
            case "sorted" -> text -> isSorted(List.of(text.whole().split(Pattern.quote(value.asText()), -1)));
            case "line_words" -> text -> text.wordsOfLines().equals(numbers(value));
            case "occurrences" ->
                text -> value.properties().stream()
                        .allMatch(field ->
                                text.count(field.getKey()) == field.getValue().asInt());
            default -> throw new IllegalArgumentException("There is no rule " + name);
        };
    }

    private static Predicate<Text> whole(String expression) {
        var pattern = Pattern.compile(expression, Pattern.DOTALL);
        return text -> pattern.matcher(text.whole()).matches();
    }

    private static boolean all(List<String> parts, String expression) {
        return parts.stream().allMatch(Pattern.compile(expression).asMatchPredicate());
    }

    private static boolean isSorted(List<String> parts) {
        return parts.equals(parts.stream().sorted().toList());
    }

    private static List<Integer> numbers(JsonNode array) {
        var numbers = new ArrayList<Integer>();
        array.forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }

    @Override
    public boolean isRight(Answer answer) {
        var text = new Text(answer.text().strip());
        return answer.calls().isEmpty()
                && !text.whole().isEmpty()
                && rules.values().stream().allMatch(rule -> rule.test(text));
    }

    /** A text, and what can be counted in it. */
    private record Text(String whole) {

        private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*");
        private static final Pattern SENTENCE_END = Pattern.compile("[.!?]+[\"”’')]*(?=\\s|$)");

        List<String> words() {
            return words(whole);
        }

        private static List<String> words(String text) {
            return WORD.matcher(text).results().map(match -> match.group()).toList();
        }

        List<Integer> wordsOfLines() {
            return lines().stream().map(line -> words(line).size()).toList();
        }

        List<String> lines() {
            return whole.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        String initials() {
            return lines().stream().map(line -> line.substring(0, 1)).collect(Collectors.joining());
        }

        int paragraphs() {
            return whole.split("\\n\\s*\\n", -1).length;
        }

        int sentences() {
            return Math.toIntExact(SENTENCE_END.matcher(whole).results().count());
        }

        boolean contains(String part) {
            return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
        }

        /** How often a word occurs, or a sign that is no word. */
        long count(String part) {
            return WORD.matcher(part).matches()
                    ? words().stream().filter(part::equalsIgnoreCase).count()
                    : Pattern.compile(Pattern.quote(part))
                            .matcher(whole)
                            .results()
                            .count();
        }
    }
}
