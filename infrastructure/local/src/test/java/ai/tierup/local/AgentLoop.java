package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.completion.AdmitChat;
import ai.tierup.domain.completion.AskCandidates;
import ai.tierup.domain.completion.CandidateOrder;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.completion.CloseRequest;
import ai.tierup.domain.completion.CompleteChat;
import ai.tierup.domain.completion.EndUserTags;
import ai.tierup.domain.completion.LinkedFiles;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.completion.RecordingSink;
import ai.tierup.domain.completion.ToolCallOriginals;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.repeat.InMemoryMarkers;
import ai.tierup.domain.repeat.Marker;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.PrefixHash;
import ai.tierup.domain.repeat.RepeatRules;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.routing.Breakers;
import ai.tierup.domain.routing.InMemorySharedBreakers;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.upstream.CacheMarks;
import ai.tierup.domain.upstream.InMemoryToolCallMemory;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.domain.usage.InMemoryCheckpoints;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import ai.tierup.upstream.HttpUpstream;
import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.Provider;
import ai.tierup.upstream.UpstreamSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A coding agent that works for twenty requests on one task, on the service's own classes, with stores in memory and the simulated upstream. In
 * turn it gives a new instruction, to which the model answers with a tool call, and the result of the tool, to which it answers with text. Ten
 * seconds pass between two requests. A token is a word.
 */
final class AgentLoop implements AutoCloseable {

    static final int REQUESTS = 20;

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int SYSTEM_WORDS = 5_000;
    private static final int RESULT_WORDS = 4_700;
    private static final int INSTRUCTION_WORDS = 200;
    private static final List<String> WORDS = List.of("the", "file", "line", "open", "test", "value", "return", "list");

    /** What is left out of the service, to measure what it is worth. */
    enum Without {
        NOTHING,
        PINNING
    }

    private final MovableClock clock = new MovableClock("2026-11-29T12:00:00Z");
    private final InMemoryTierCatalogue catalogue = new InMemoryTierCatalogue();
    private final SplittableRandom random = new SplittableRandom(20_261_129);
    private final UpstreamSimulator simulator;
    private final HttpUpstream upstream;
    private final CompleteChat completeChat;
    private final RequestIds ids;
    private final List<UsageRecord> records = new ArrayList<>();
    private final List<String> raised = new ArrayList<>();
    private final Alarms alarms = (alarm, subject) -> raised.add(alarm + " " + subject);

    AgentLoop(TierMapping mapping, Without without) throws IOException {
        this.simulator = UpstreamSimulator.start(SimulatorSettings.immediate(clock)
                .withModels(mapping.inOrder().stream()
                        .flatMap(tier -> tier.candidates().stream())
                        .map(candidate -> candidate.slug())
                        .collect(Collectors.toSet())));
        this.upstream = new HttpUpstream(
                new UpstreamSettings(
                        List.of(new Provider(ProviderId.DEFAULT, simulator.baseUrl(), Protocols.OPENROUTER, null)),
                        Duration.ofSeconds(5)),
                provider -> Optional.of("sk-or-v1-test"),
                clock);
        catalogue.publish(mapping);
        this.ids = new RequestIds(clock, new Random(7));
        this.completeChat = completeChat(without);
    }

    private CompleteChat completeChat(Without without) {
        var rules = ChatRules.STANDARD;
        var counter = new TokenCounter((text, limit) -> new StringTokenizer(text).countTokens());
        var ledger = new InMemoryWalletLedger();
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#test", Money.ofUsd("100"), LocalDate.parse("2026-11-29")),
                WalletRules.STANDARD.freeAllowance());
        var isPinned = without != Without.PINNING;
        var markers = new InMemoryMarkers();
        var repeatedInput = new RepeatedInput(
                () -> new byte[32],
                isPinned ? markers : new Unpinned(markers),
                counter,
                Runnable::run,
                alarms,
                clock,
                RepeatRules.STANDARD);
        var originals = new ToolCallOriginals(new InMemoryToolCallMemory(), Runnable::run, alarms, rules);
        var random = new Random(7);
        var seal = new ReasoningSeal(() -> SealingKeys.NONE, random);
        return new CompleteChat(
                new AdmitChat(
                        catalogue,
                        counter,
                        (links, timeLeft) -> new LinkedFiles.Outcome.Fetched(Map.of()),
                        repeatedInput,
                        clock),
                new PlaceHold(ledger, TestGuardrail.unlimited(clock), alarms, clock, WalletRules.STANDARD),
                new AskCandidates(
                        new CandidateOrder(originals, new EndUserTags(() -> new byte[32]), seal),
                        new Breakers(
                                Breakers.Mode.ON, new InMemorySharedBreakers(), Runnable::run, alarms, clock, random),
                        isPinned ? upstream : new Unhinted(upstream),
                        new ToolCallIds(random),
                        seal,
                        alarms,
                        rules),
                new CloseRequest(
                        new SettleHold(new InMemoryUsageLog(), ledger, alarms),
                        originals,
                        new InMemoryCheckpoints(),
                        Runnable::run,
                        alarms,
                        clock,
                        rules),
                Runnable::run,
                clock,
                rules);
    }

    /** Markers that do not say who read what they mark. */
    private record Unpinned(Markers markers) implements Markers {

        @Override
        public void put(AccountId account, Collection<Marker> fresh) {
            markers.put(account, fresh);
        }

        @Override
        public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
            return markers.find(account, prefixes).stream()
                    .map(marker -> new Marker(marker.prefix(), marker.tokens(), "nobody", marker.expiresAt()))
                    .toList();
        }
    }

    /** An upstream that is not told what belongs together, nor what to cache. */
    private record Unhinted(Upstream upstream) implements Upstream {

        @Override
        public UpstreamCall open(UpstreamRequest request) {
            return upstream.open(new UpstreamRequest(
                    request.candidate(),
                    request.conversation(),
                    request.maxOutputTokens(),
                    request.userTag(),
                    null,
                    CacheMarks.NONE,
                    request.originals()));
        }
    }

    /** Makes another mapping live. */
    void publish(TierMapping mapping) {
        catalogue.publish(mapping);
    }

    /** Runs the whole loop. */
    List<UsageRecord> run(TierId tier) {
        return run(tier, request -> "", request -> {});
    }

    /**
     * Runs the whole loop.
     *
     * @param words control words for the simulator in each instruction
     * @param before happens before each request
     */
    List<UsageRecord> run(TierId tier, IntFunction<String> words, IntConsumer before) {
        var tools = List.of(new Tool(
                "run",
                "Runs a command",
                new JsonText(
                        "{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}},\"required\":[\"command\"]}"),
                null));
        var messages = new ArrayList<>(List.of(message(Role.SYSTEM, new Part.Text(words(SYSTEM_WORDS)))));
        for (var request = 0; request < REQUESTS; request++) {
            var last = messages.getLast();
            if (request % 2 == 0) {
                messages.add(message(
                        Role.USER,
                        new Part.Text(words(INSTRUCTION_WORDS) + " [[simulate:tokens=200]]" + words.apply(request))));
            } else {
                var call = (Part.ToolCall) last.parts().getLast();
                messages.add(message(Role.TOOL, new Part.ToolResult(call.id(), words(RESULT_WORDS))));
            }
            before.accept(request);
            messages.add(ask(
                    tier, new Conversation(messages, tools, null, null, new ResponseFormat.Text(), Sampling.DEFAULT)));
            clock.pass(PAUSE);
        }
        return List.copyOf(records);
    }

    /** The alarms that went off. */
    List<String> alarms() {
        return List.copyOf(raised);
    }

    private static Message message(Role role, Part... parts) {
        return new Message(role, List.of(parts), null);
    }

    private String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(word -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    /** Returns the answer as a client sends it back. */
    private Message ask(TierId tier, Conversation conversation) {
        var sink = new RecordingSink();
        var key = new ApiKey(
                new KeyId("key_1"),
                ACCOUNT,
                "test",
                new KeyRights(EnumSet.allOf(Scope.class), null, KeyLimits.NONE, null, null, PaceLimits.NONE),
                clock.instant(),
                "tu-abcd");
        completeChat.complete(
                new ChatCall(
                        ids.next(),
                        key,
                        "chat",
                        new ChatRequest(tier, conversation, 1_000, true, null, null),
                        () -> Duration.ofMinutes(5)),
                sink);
        records.add(Objects.requireNonNull(sink.record, () -> "refused: " + sink.refusal));
        var parts = new ArrayList<Part>();
        if (!sink.text().isEmpty()) {
            parts.add(new Part.Text(sink.text()));
        }
        call(sink.deltas).ifPresent(parts::add);
        return message(Role.ASSISTANT, parts.toArray(Part[]::new));
    }

    private static Optional<Part.ToolCall> call(List<AnswerDelta> deltas) {
        var pieces = deltas.stream()
                .filter(AnswerDelta.ToolCall.class::isInstance)
                .map(AnswerDelta.ToolCall.class::cast)
                .toList();
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.ToolCall(
                        Objects.requireNonNull(pieces.getFirst().id()),
                        Objects.requireNonNull(pieces.getFirst().name()),
                        pieces.stream().map(AnswerDelta.ToolCall::argumentsPart).collect(Collectors.joining())));
    }

    @Override
    public void close() {
        upstream.close();
        simulator.close();
    }
}
