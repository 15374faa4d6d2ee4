package ai.tierup.moneyproof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.RecordingSink;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests that customers send under idempotency keys, again and again, and the upstream that answers them. */
final class KeyedRequests {

    /** The time after which a function is killed. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private static final int MAX_OUTPUT_TOKENS = 900;

    /** Counts the answers of which a part of the input was repeated. */
    static final String REPEATED = "ANSWERED, repeated";

    private final World world;
    private final RandomGenerator random;
    private final Consumer<Keyed> others;
    private final KeyHistory history;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<Sold> asked = new HashSet<>();
    private final List<String> charges = new ArrayList<>();
    private @Nullable Keyed last;

    /** @param others acts while upstream answers a request */
    KeyedRequests(World world, RandomGenerator random, Consumer<Keyed> others) {
        this.world = world;
        this.random = random;
        this.others = others;
        this.history = new KeyHistory(world);
    }

    /** What one account has bought of one tier, across which nothing is recognised. */
    private record Sold(AccountId account, TierId tier) {}

    /** A request for a tier, whose name is also its key. The same key with another text is another request. */
    record Keyed(AccountId account, TierId tier, String text) {

        private Sold sold() {
            return new Sold(account, tier);
        }

        private IdempotentRequest idempotent() {
            return IdempotentRequest.of(account, tier.publicName(), text.getBytes(US_ASCII))
                    .orElseThrow();
        }
    }

    /** The last request again, or one under another of the few keys. Now and then its text is another. */
    Keyed draw(AccountId account) {
        var tiers = TierId.values();
        var text = random.nextInt(6) == 0 ? "Another text" : "Hello";
        var repeated = last;
        var drawn = repeated != null && random.nextBoolean()
                ? new Keyed(repeated.account(), repeated.tier(), text)
                : new Keyed(account, tiers[random.nextInt(tiers.length)], text);
        last = drawn;
        return drawn;
    }

    /** The number of requests by outcome. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** All violations found until now. */
    List<String> findings() {
        return Stream.concat(history.findings().stream(), charges.stream()).toList();
    }

    /** The violations that show only at the end. */
    List<String> unclaimedCharges() {
        return history.unclaimedCharges();
    }

    /** Sends a request to {@code process}, which is killed when its time is up. */
    void send(ServiceProcess process, Keyed request) {
        var id = process.ids.next();
        var end = process.clock.instant().plus(TIME_LIMIT);
        var call = new ChatCall(
                id,
                apiKey(process, request.account()),
                "chat",
                LongDialogue.request(request.tier(), request.text()),
                () -> Duration.between(process.clock.instant(), end));
        var wasAsked = asked.contains(request.sold());
        var outcome = "interrupted";
        history.sent(id);
        process.liveness.endAt(world.now().plus(TIME_LIMIT));
        try {
            var ended = process.completeOnce(
                            upstreamRequest -> answering(request, upstreamRequest.maxOutputTokens()), history::watching)
                    .complete(call, request.idempotent(), new RecordingSink());
            process.settleAfterAnswer.settle(call, ended);
            outcome = outcome(ended);
            if (ended instanceof ChatEnd.Settled(var record, var image, var failed)
                    && record.outcome() == Outcome.ANSWERED) {
                history.answered(id);
                check(record, wasAsked);
            }
            process.awaitReturns();
        } finally {
            process.liveness.endNever();
            history.ended(id);
            counts.merge(outcome, 1, Integer::sum);
        }
    }

    /** The price is exactly that of the record's tokens, and nothing is repeated that no model has read for the account. */
    private void check(UsageRecord record, boolean wasAsked) {
        var tokens = record.tokens();
        var price = TestTiers.mapping()
                .tier(record.hold().tier())
                .prices()
                .costOf(tokens.promptTokens(), tokens.repeatedTokens(), tokens.completionTokens());
        if (!record.cost().equals(price)) {
            charges.add(record.holdKey() + " costs " + record.cost() + ", not " + price);
        }
        if (tokens.repeatedTokens() > 0) {
            counts.merge(REPEATED, 1, Integer::sum);
            if (!wasAsked) {
                charges.add(record.holdKey() + " repeats what was never sent");
            }
        }
    }

    private static String outcome(ChatEnd end) {
        return switch (end) {
            case ChatEnd.Settled(var record, var image, var failed) ->
                record.outcome().name();
            case ChatEnd.Replayed replayed -> "replayed";
            case ChatEnd.Refused(ChatRefusal.NotClaimed(var reason), var mayHold) ->
                reason.getClass().getSimpleName();
            case ChatEnd.Refused refused -> "refused";
        };
    }

    static ApiKey apiKey(ServiceProcess process, AccountId account) {
        return new ApiKey(
                new KeyId("key_keyed"),
                account,
                "simulated",
                new KeyRights(EnumSet.allOf(Scope.class), null, KeyLimits.NONE, null, null, PaceLimits.NONE),
                process.clock.instant(),
                "tu-abcd");
    }

    private UpstreamCall answering(Keyed request, int maxOutputTokens) {
        var events = new ArrayDeque<>(script(maxOutputTokens));
        return new UpstreamCall() {

            @Override
            public Optional<UpstreamEvent> next(Duration patience) {
                asked.add(request.sold());
                others.accept(request);
                return Optional.of(events.removeFirst());
            }

            @Override
            public void close() {
                events.clear();
            }
        };
    }

    /** Draws what upstream does. It keeps to the cap, which is lowered for a wallet that does not afford more. */
    private List<UpstreamEvent> script(int maxOutputTokens) {
        return switch (random.nextInt(8)) {
            case 0 -> List.of(Failed.notSent(UpstreamFailure.UNAVAILABLE));
            case 1 -> List.of(new TextDelta("Hel"), Failed.brokenOff(UpstreamFailure.UNAVAILABLE));
            default ->
                List.of(
                        new TextDelta("Hello to you"),
                        new Finished(FinishReason.STOP),
                        new Usage(
                                new TokenUsage(
                                        5, Math.min(random.nextInt(1, MAX_OUTPUT_TOKENS / 2), maxOutputTokens), 0),
                                null),
                        new Ended());
        };
    }
}
