package ai.tierup.functions.support.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The tokens of an encoding by byte pairs, numbered by rank. To encode, the two adjacent tokens that make the one of the lowest rank are
 * merged, again and again, beginning with single bytes. This class knows which tokens can stand side by side in the end.
 */
final class Vocabulary {

    /** The file that OpenAI publishes, as the library jtokkit contains it. */
    private static final String O200K = "/com/knuddels/jtokkit/o200k_base.tiktoken";

    private static final int O200K_TOKENS = 199_998;
    private static final int EDGE_BITS = 20;
    private static final int MERGE_BITS = 19;
    private static final int MAX_NODES = 1 << (EDGE_BITS - 1);
    private static final int NONE = LongIntTable.ABSENT;

    /** The node from which all tokens begin. */
    static final int ROOT = 0;

    /** A tree of bytes: the path from its root to a node is the beginning of a token, or all of it. */
    private final LongIntTable edges = new LongIntTable(EDGE_BITS);

    private final int[] tokenAtNode;
    private final int[] lengths;

    /** The longest other token with which each token begins. */
    private final int[] beginnings;

    /** The two tokens of which each token is made; of a single byte, itself. */
    private final int[] left;

    private final int[] right;
    private final LongIntTable merges = new LongIntTable(MERGE_BITS);

    private Vocabulary(byte[][] tokens) {
        tokenAtNode = new int[MAX_NODES];
        Arrays.fill(tokenAtNode, NONE);
        lengths = new int[tokens.length];
        beginnings = new int[tokens.length];
        left = new int[tokens.length];
        right = new int[tokens.length];
        var nodes = ROOT + 1;
        for (var token = 0; token < tokens.length; token++) {
            var node = ROOT;
            for (var b : tokens[token]) {
                var child = child(node, b);
                if (child == NONE) {
                    child = nodes++;
                    edges.put(edge(node, b), child);
                }
                node = child;
            }
            tokenAtNode[node] = token;
            lengths[token] = tokens[token].length;
        }
        for (var token = 0; token < tokens.length; token++) {
            beginnings[token] = beginningOf(tokens[token]);
        }
        for (var token = 0; token < tokens.length; token++) {
            findParts(token, tokens[token]);
        }
    }

    static Vocabulary o200k() {
        try (var in = Encoding.class.getResourceAsStream(O200K)) {
            if (in == null) {
                throw new IllegalStateException("jtokkit does not contain " + O200K);
            }
            return new Vocabulary(parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines of a token in Base64, a space, and its rank. */
    private static byte[][] parse(byte[] file) {
        var tokens = new byte[O200K_TOKENS][];
        for (var start = 0; start < file.length; ) {
            var space = start;
            while (file[space] != ' ') {
                space++;
            }
            var rank = 0;
            var end = space + 1;
            for (; end < file.length && file[end] != '\n'; end++) {
                rank = 10 * rank + file[end] - '0';
            }
            tokens[rank] = Base64.getDecoder().decode(Arrays.copyOfRange(file, start, space));
            start = end + 1;
        }
        return tokens;
    }

    private int beginningOf(byte[] token) {
        var longest = NONE;
        var node = ROOT;
        for (var i = 0; i < token.length - 1; i++) {
            node = child(node, token[i]);
            longest = tokenAt(node) == NONE ? longest : tokenAt(node);
        }
        return longest;
    }

    /** Finds the last merge that makes a token. Those of its parts are known, because they have lower ranks. */
    private void findParts(int token, byte[] bytes) {
        left[token] = token;
        right[token] = token;
        for (var first = beginnings[token]; first != NONE; first = beginnings[first]) {
            var second = tokenOf(bytes, lengths[first]);
            if (second != NONE && first < token && second < token && canStandSideBySide(first, second)) {
                left[token] = first;
                right[token] = second;
                merges.put(pair(first, second), token);
                return;
            }
        }
        if (bytes.length > 1) {
            throw new IllegalStateException("No merge makes token " + token);
        }
    }

    private int tokenOf(byte[] bytes, int from) {
        var node = ROOT;
        for (var i = from; i < bytes.length && node != NONE; i++) {
            node = child(node, bytes[i]);
        }
        return node == NONE ? NONE : tokenAtNode[node];
    }

    int length(int token) {
        return lengths[token];
    }

    /** The node after one more byte; negative if no token begins like that. */
    int child(int node, byte b) {
        return edges.get(edge(node, b));
    }

    /** The token that ends at a node; negative if there is none. */
    int tokenAt(int node) {
        return tokenAtNode[node];
    }

    /** The longest token with which {@code token} begins, other than itself; negative if there is none. */
    int shorter(int token) {
        return beginnings[token];
    }

    /**
     * Returns whether encoding the bytes of two tokens gives just these two. Undoes the merges at their border, the latest first: none of the
     * pairs that met there may have been merged before the tokens around it were made.
     */
    boolean canStandSideBySide(int first, int second) {
        var before = Integer.MAX_VALUE;
        var a = first;
        var b = second;
        while (true) {
            var merged = merges.get(pair(a, b));
            if (merged != NONE && merged < before) {
                return false;
            }
            var isByteA = right[a] == a;
            var isByteB = left[b] == b;
            if (isByteA && isByteB) {
                return true;
            }
            if (!isByteA && (a > b || isByteB)) {
                before = a;
                a = right[a];
            } else {
                before = b + 1;
                b = left[b];
            }
        }
    }

    private static long edge(int node, byte b) {
        return ((long) node << Byte.SIZE) | (b & 0xFF);
    }

    private static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }
}
