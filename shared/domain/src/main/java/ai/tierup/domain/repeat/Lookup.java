package ai.tierup.domain.repeat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of one conversation.
 *
 * @param known the valid markers, by the block at whose end they are
 * @param failure why the store did not answer; null if it did
 */
record Lookup(
        PrefixChain chain,
        Map<Integer, Marker> known,
        @Nullable RuntimeException failure) {

    private static final Duration VALIDITY = Duration.ofMinutes(10);

    /** The marker of a common start is renewed when it has less than this left, so not with every request. */
    private static final Duration RENEWED_BELOW = VALIDITY.dividedBy(2);

    /** The marker of the longest beginning that is repeated. */
    Optional<Marker> longest() {
        return known.entrySet().stream().max(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    }

    /**
     * The markers to store: at the end of the request, at the end of its answer, and at the end of block 0 if that is long enough to be
     * repeated alone, by another conversation.
     */
    List<Marker> markersAfter(Served served, Instant now) {
        var expiresAt = now.plus(VALIDITY);
        var tokens = new LinkedHashMap<PrefixHash, Long>();
        if (served.openingTokens() >= RepeatedInput.MIN_TOKENS && !isStartKnownUntil(now.plus(RENEWED_BELOW))) {
            tokens.put(chain.upTo(0), served.openingTokens());
        }
        tokens.put(chain.upTo(chain.lastBlock()), served.inputTokens());
        if (served.answer() != null) {
            tokens.put(chain.with(served.answer()), served.inputTokens() + served.answerTokens());
        }
        return tokens.entrySet().stream()
                .map(entry -> new Marker(entry.getKey(), entry.getValue(), served.candidate(), expiresAt))
                .toList();
    }

    private boolean isStartKnownUntil(Instant time) {
        var start = known.get(0);
        return start != null && start.isValidAt(time);
    }
}
