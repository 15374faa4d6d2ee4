package ai.tierup.domain.repeat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.tier.TierId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Recognises what an account has sent in the last ten minutes. It keeps a marker for each beginning of a conversation that an account has
 * paid for, and finds the longest one that a request repeats. A store that fails costs the discount and raises an alarm. It never fails a
 * request. Safe for concurrent use.
 */
public final class RepeatedInput {

    /** Neutral tokens of the smallest request of which a part can be repeated. */
    public static final int MIN_TOKENS = 1_024;

    /** The number of last blocks whose ends are looked up. */
    static final int MAX_BOUNDARIES = 32;

    private final Supplier<byte[]> secret;
    private final Markers markers;
    private final TokenCounter counter;
    private final Executor executor;
    private final Alarms alarms;
    private final InstantSource clock;
    private final RepeatRules rules;

    /**
     * @param secret supplies the service's key; after a change, nothing that was sent before is recognised
     * @param executor starts a thread for each task: a store that hangs must not keep other requests waiting
     */
    public RepeatedInput(
            Supplier<byte[]> secret,
            Markers markers,
            TokenCounter counter,
            Executor executor,
            Alarms alarms,
            InstantSource clock,
            RepeatRules rules) {
        this.secret = secret;
        this.markers = markers;
        this.counter = counter;
        this.executor = executor;
        this.alarms = alarms;
        this.clock = clock;
        this.rules = rules;
    }

    /** Starts to look up what is known of {@code conversation}, whose linked images have been fetched. */
    public Recognition recognise(AccountId account, TierId tier, Conversation conversation, InputSize size) {
        return isCertainlyTooSmall(size)
                ? nothing()
                : new Recognition(
                        start(() -> lookUp(account, tier, conversation)),
                        fresh -> start(() -> store(account, fresh)),
                        alarms,
                        clock,
                        rules);
    }

    /** The recognition of input that is not looked up, and not remembered either. */
    public Recognition nothing() {
        return new Recognition(
                CompletableFuture.completedFuture(Optional.empty()),
                fresh -> CompletableFuture.completedFuture(0),
                alarms,
                clock,
                rules);
    }

    /** Returns whether a request of this size has too few tokens to be repeated, which most small ones show without a tokeniser. */
    public static boolean isCertainlyTooSmall(InputSize size) {
        return size.boundTokens() < MIN_TOKENS;
    }

    private <T> Future<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        executor.execute(task);
        return task;
    }

    /** Empty if the conversation is too small to be repeated. */
    private Optional<Lookup> lookUp(AccountId account, TierId tier, Conversation conversation) {
        var blocks = Block.of(conversation);
        if (isTooSmall(blocks)) {
            return Optional.empty();
        }
        var chain = PrefixChain.of(secret.get(), account, tier, blocks);
        try {
            return Optional.of(new Lookup(chain, known(account, chain), null));
        } catch (RuntimeException e) {
            return Optional.of(new Lookup(chain, Map.of(), e));
        }
    }

    /** Counts no further than it takes to know. */
    private boolean isTooSmall(List<Block> blocks) {
        var tokens = 0L;
        for (var block : blocks) {
            tokens += counter.count(block, MIN_TOKENS - tokens);
            if (tokens >= MIN_TOKENS) {
                return false;
            }
        }
        return true;
    }

    private Map<Integer, Marker> known(AccountId account, PrefixChain chain) {
        var blocks = new HashMap<PrefixHash, Integer>();
        for (var block : boundaries(chain.lastBlock())) {
            blocks.put(chain.upTo(block), block);
        }
        var found = markers.find(account, blocks.keySet());
        var now = clock.instant();
        var known = new HashMap<Integer, Marker>();
        for (var marker : found) {
            var block = blocks.get(marker.prefix());
            if (block != null && marker.isValidAt(now)) {
                known.put(block, marker);
            }
        }
        return Map.copyOf(known);
    }

    /** Block 0 and the last blocks. */
    private static List<Integer> boundaries(int lastBlock) {
        var boundaries = new ArrayList<Integer>();
        boundaries.add(0);
        for (var block = Math.max(1, lastBlock - MAX_BOUNDARIES + 1); block <= lastBlock; block++) {
            boundaries.add(block);
        }
        return boundaries;
    }

    private int store(AccountId account, List<Marker> fresh) {
        markers.put(account, fresh);
        return fresh.size();
    }
}
