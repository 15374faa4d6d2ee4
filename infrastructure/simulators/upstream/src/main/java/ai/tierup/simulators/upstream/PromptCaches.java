package ai.tierup.simulators.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The prompt caches of all hosts of all models. A host has only what was sent to it. */
final class PromptCaches {

    /** The number of blocks before a mark among which the vendor looks for what is cached. */
    private static final int LOOK_BACK = 20;

    private final Map<String, Instant> expiries = new HashMap<>();

    /** @param host the number of the host that serves the request */
    synchronized CacheUse use(String slug, int host, List<PromptBlock> blocks, Instant now) {
        var policy = CachePolicy.of(slug);
        var prefixes = prefixes(slug + "#" + host, blocks);
        var ends = policy.isExplicit() ? marks(blocks) : List.of(blocks.size() - 1);
        var read = 0;
        var cached = 0;
        for (var end : ends) {
            var first = policy.isExplicit() ? Math.max(0, end - LOOK_BACK) : 0;
            for (var block = first; block <= end; block++) {
                var prefix = prefixes.get(block);
                if (expiries.getOrDefault(prefix.key(), Instant.MIN).isAfter(now)) {
                    read = Math.max(read, prefix.tokens());
                }
            }
        }
        for (var end : ends) {
            var tokens = prefixes.get(end).tokens();
            if (tokens >= policy.minTokens()) {
                cached = Math.max(cached, tokens);
            }
        }
        keep(policy, prefixes, ends, Math.max(read, cached), now);
        var wholeSteps = read / policy.stepTokens() * policy.stepTokens();
        return new CacheUse(wholeSteps, Math.max(0, cached - wholeSteps));
    }

    /** Keeps the prompt up to each mark, or up to each block if nothing is marked, and what was read a while longer. */
    private void keep(CachePolicy policy, List<Prefix> prefixes, List<Integer> ends, int upTo, Instant now) {
        for (var block = 0; block < prefixes.size(); block++) {
            var prefix = prefixes.get(block);
            var isEnd = !policy.isExplicit() || ends.contains(block);
            var isKept = expiries.getOrDefault(prefix.key(), Instant.MIN).isAfter(now);
            if ((isEnd || isKept) && prefix.tokens() >= policy.minTokens() && prefix.tokens() <= upTo) {
                expiries.put(prefix.key(), now.plus(policy.lifetime()));
            }
        }
    }

    private static List<Integer> marks(List<PromptBlock> blocks) {
        var marks = new ArrayList<Integer>();
        for (var block = 0; block < blocks.size(); block++) {
            if (blocks.get(block).isMarked()) {
                marks.add(block);
            }
        }
        return marks;
    }

    private record Prefix(String key, int tokens) {}

    private static List<Prefix> prefixes(String start, List<PromptBlock> blocks) {
        var prefixes = new ArrayList<Prefix>();
        var key = start;
        var tokens = 0;
        for (var block : blocks) {
            key = sha256(key + "\n" + block.identity());
            tokens += block.tokens();
            prefixes.add(new Prefix(key, tokens));
        }
        return prefixes;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
