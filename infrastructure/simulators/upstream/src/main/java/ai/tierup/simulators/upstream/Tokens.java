package ai.tierup.simulators.upstream;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The simulator's tokeniser. A token is a word of at most 12 characters with the white space before it; a longer word is several tokens.
 * Plain text can thus be counted by hand. The counts differ from any estimate based on bytes, so a test notices a gateway that estimates.
 */
final class Tokens {
    static final int PER_MESSAGE = 4;
    static final int PER_TOOL = 8;
    static final int PER_IMAGE = 1_000;

    private static final Pattern TOKEN = Pattern.compile("\\s*\\S{1,12}|\\s+");

    private Tokens() {}

    /** Splits a text into tokens, whose concatenation is the text. */
    static List<String> split(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    static int count(String text) {
        return Math.toIntExact(TOKEN.matcher(text).results().count());
    }
}
