package ai.tierup.operator.grading;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Accepts certain texts. Case, white space, and the marks around a text do not count. */
record TextGrader(List<String> accepted) implements Grader {

    private static final Pattern MARKS = Pattern.compile("^[\\s\"'`*_.]+|[\\s\"'`*_.!]+$");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    TextGrader {
        accepted = List.copyOf(accepted);
    }

    @Override
    public boolean isRight(Answer answer) {
        return answer.calls().isEmpty()
                && accepted.stream().map(TextGrader::plain).anyMatch(plain(answer.text())::equals);
    }

    private static String plain(String text) {
        var bare = MARKS.matcher(text).replaceAll("");
        return WHITE_SPACE.matcher(bare).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
