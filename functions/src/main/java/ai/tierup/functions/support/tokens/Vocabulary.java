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
    private static final int CHILD_BITS = 20;
    private static final int MERGE_BITS = 19;
    private static final int MAX_NODES = 1 << (CHILD_BITS - 1);
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    static final int NONE = -1;

    /** The node from which all tokens begin. */
    static final int ROOT = 0;

    /**
     * A tree of bytes: the path from its root to a node is the beginning of a token, or all of it. A hash table of nodes, whose keys are their
     * edges; 0, which is the root, is a free place. Tables of keys and values would be twice as large, and most of their time is that of memory.
     */
    private final int[] children = new int[1 << CHILD_BITS];

    /** The edge that leads to each node: the node before it, and a byte. */
    private final int[] edges = new int[MAX_NODES];

    private final int[] tokenAtNode = new int[MAX_NODES];
    private final int[] lengths = new int[O200K_TOKENS];

    /** The longest other token with which each token begins. */
    private final int[] beginnings = new int[O200K_TOKENS];

    /** The two tokens of which each token is made; of a single byte, itself. */
    private final int[] left = new int[O200K_TOKENS];

    private final int[] right = new int[O200K_TOKENS];

    /** A hash table of the tokens that are made of two, whose keys are these; each is one more, and 0 is a free place. */
    private final int[] merges = new int[1 << MERGE_BITS];

    private Vocabulary(byte[][] tokens) {
        Arrays.fill(tokenAtNode, NONE);
        var nodes = new int[tokens.length];
        var nextNode = ROOT + 1;
        for (var token = 0; token < tokens.length; token++) {
            var node = ROOT;
            for (var b : tokens[token]) {
                var child = child(node, b);
                if (child == NONE) {
                    child = nextNode++;
                    addChild(node, b, child);
                }
                node = child;
            }
            tokenAtNode[node] = token;
            nodes[token] = node;
            lengths[token] = tokens[token].length;
        }
        findBeginnings(nodes, nextNode);
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

    /** Goes through the nodes in the order in which they were made, so that the one before each is done. */
    private void findBeginnings(int[] nodes, int nextNode) {
        var before = new int[nextNode];
        before[ROOT] = NONE;
        for (var node = ROOT + 1; node < nextNode; node++) {
            var parent = edges[node] >>> Byte.SIZE;
            before[node] = tokenAtNode[parent] == NONE ? before[parent] : tokenAtNode[parent];
        }
        for (var token = 0; token < nodes.length; token++) {
            beginnings[token] = before[nodes[token]];
        }
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
                addMerge(token);
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
        var edge = edge(node, b);
        for (var at = place(edge, CHILD_BITS); ; at = (at + 1) & (children.length - 1)) {
            var child = children[at];
            if (child == ROOT) {
                return NONE;
            }
            if (edges[child] == edge) {
                return child;
            }
        }
    }

    private void addChild(int node, byte b, int child) {
        edges[child] = edge(node, b);
        var at = place(edges[child], CHILD_BITS);
        while (children[at] != ROOT) {
            at = (at + 1) & (children.length - 1);
        }
        children[at] = child;
    }

    /** The token that is made of two; negative if there is none. */
    private int merged(int first, int second) {
        for (var at = place(pair(first, second), MERGE_BITS); ; at = (at + 1) & (merges.length - 1)) {
            var token = merges[at] - 1;
            if (token == NONE || (left[token] == first && right[token] == second)) {
                return token;
            }
        }
    }

    private void addMerge(int token) {
        var at = place(pair(left[token], right[token]), MERGE_BITS);
        while (merges[at] != 0) {
            at = (at + 1) & (merges.length - 1);
        }
        merges[at] = token + 1;
    }

    private static int place(long key, int bits) {
        return (int) ((key * SPREAD) >>> (Long.SIZE - bits));
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
            var merged = merged(a, b);
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

    private static int edge(int node, byte b) {
        return node << Byte.SIZE | (b & 0xFF);
    }

    private static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }
}
