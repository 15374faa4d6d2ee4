package ai.tierup.functions.support.tokens;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Counts the tokens of words of one text. Instead of merging pairs, it looks for the only sequence of tokens of which each two neighbours
 * can stand side by side, from left to right, the longest tokens first. A position from which there is no way to the end is tried once. So
 * the time is proportional to the length of the word. Used by one thread.
 */
final class WordTokens {

    private static final int NONE = Vocabulary.NONE;
    private static final int MIN_CACHE_BITS = 4;
    private static final int MAX_CACHE_BITS = 12;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Vocabulary vocabulary;
    private final byte[] text;

    /** Answers of the vocabulary, by the hash of the pair: in long runs of one character the same pairs are tried at most positions. */
    private long[] cache = {};

    /** The cache has 2 to the power of it places: about as many as the text has bytes, because most texts are short. */
    private final int cacheBits;

    /** The last answer of {@link #longest}: for the same {@code seenLength} bytes, it is the same again. */
    private int seenLongest = NONE;

    private int seenFrom;
    private int seenLength;

    WordTokens(Vocabulary vocabulary, byte[] text) {
        this.vocabulary = vocabulary;
        this.text = text;
        this.cacheBits =
                Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(text.length), MIN_CACHE_BITS, MAX_CACHE_BITS);
    }

    /** The tokens of the word between two positions. */
    int count(int from, int to) {
        var token = longest(from, to);
        return vocabulary.length(token) == to - from ? 1 : search(from, to, token);
    }

    private int search(int from, int to, int longest) {
        var deadEnds = new BitSet();
        var found = new int[to - from];
        var count = 0;
        var at = from;
        var token = longest;
        while (true) {
            var previous = count == 0 ? NONE : found[count - 1];
            var end = at + vocabulary.length(token);
            if (!deadEnds.get(end - from) && (previous == NONE || canFollow(previous, token))) {
                found[count++] = token;
                if (end == to) {
                    return count;
                }
                at = end;
                token = longest(at, to);
                continue;
            }
            token = vocabulary.shorter(token);
            while (token == NONE) {
                deadEnds.set(at - from);
                token = found[--count];
                at -= vocabulary.length(token);
                token = vocabulary.shorter(token);
            }
        }
    }

    /** The longest token at {@code from}. */
    private int longest(int from, int to) {
        if (seenLength > 0
                && seenLength <= to - from
                && Arrays.equals(text, from, from + seenLength, text, seenFrom, seenFrom + seenLength)) {
            return seenLongest;
        }
        var longest = NONE;
        var node = Vocabulary.ROOT;
        for (var i = from; i < to; i++) {
            node = vocabulary.child(node, text[i]);
            if (node == NONE) {
                seenLongest = longest;
                seenFrom = from;
                seenLength = i + 1 - from;
                break;
            }
            longest = vocabulary.tokenAt(node) == NONE ? longest : vocabulary.tokenAt(node);
        }
        return longest;
    }

    private boolean canFollow(int previous, int token) {
        if (cache.length == 0) {
            cache = new long[1 << cacheBits];
        }
        var pair = ((long) previous << Integer.SIZE) | token;
        var at = (int) ((pair * SPREAD) >>> (Long.SIZE - cacheBits));
        var key = (pair + 1) << 1;
        if ((cache[at] & -2) != key) {
            cache[at] = key | (vocabulary.canStandSideBySide(previous, token) ? 1 : 0);
        }
        return (cache[at] & 1) == 1;
    }
}
