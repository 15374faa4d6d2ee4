package ai.tierup.functions.support.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.conversation.Utf8;
import ai.tierup.domain.meter.TokenMeter;
import jakarta.inject.Singleton;

/**
 * Counts tokens of {@code o200k_base}, special tokens as ordinary text. The numbers are those of OpenAI's library tiktoken. The time is
 * proportional to the length of the text, whatever it is: 4 MiB take at most about two seconds.
 */
@Singleton
public final class NeutralTokenMeter implements TokenMeter {

    private static final char REPLACEMENT = '\uFFFD';

    /** Loaded once per process, when the first text is counted, which takes 0.2 s and 13 MB. */
    private static final class Loaded {

        static final Vocabulary O200K = Vocabulary.o200k();
    }

    /** Loads the vocabulary, which the first text would do otherwise. */
    public static void load() {
        Loaded.O200K.length(0);
    }

    @Override
    public long count(String text, long limit) {
        return text.isEmpty() ? 0 : countWords(wellFormed(text), limit);
    }

    private static long countWords(String text, long limit) {
        var bytes = text.getBytes(UTF_8);
        var isAscii = bytes.length == text.length();
        var words = new WordTokens(Loaded.O200K, bytes);
        long tokens = 0;
        var from = 0;
        for (var start = 0; start < text.length() && tokens <= limit; ) {
            var end = WordSplitter.endOfWord(text, start);
            var to = from + (isAscii ? end - start : (int) Utf8.bytes(text, start, end));
            tokens += words.count(from, to);
            start = end;
            from = to;
        }
        return tokens;
    }

    /** Replaces halves of surrogate pairs that stand alone, as tiktoken does. UTF-8 cannot represent them. */
    private static String wellFormed(String text) {
        return hasSurrogates(text)
                ? text.codePoints()
                        .map(c -> isHalf(c) ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean hasSurrogates(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
