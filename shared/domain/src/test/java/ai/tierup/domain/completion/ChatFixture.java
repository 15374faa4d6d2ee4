package ai.tierup.domain.completion;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.answer.AnswerWriter;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.guardrail.InMemoryPoolLedger;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.meter.TokenMeter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.reasoning.SealingKeys.SealingKey;
import ai.tierup.domain.repeat.Dialogue;
import ai.tierup.domain.repeat.InMemoryMarkers;
import ai.tierup.domain.repeat.Marker;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.PrefixHash;
import ai.tierup.domain.repeat.RepeatRules;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.routing.Breakers;
import ai.tierup.domain.routing.InMemorySharedBreakers;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.upstream.InMemoryToolCallMemory;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.InMemoryCheckpoints;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.PlaceAnswer;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.PlaceOutcome;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One customer with money, a scripted upstream, and a stopped clock. */
public final class ChatFixture {

    /** A tokeniser whose tokens are words. */
    static final TokenMeter WORDS = (text, limit) -> new StringTokenizer(text).countTokens();

    private static final SealingKeys SEALING_KEYS = new SealingKeys(List.of(new SealingKey("k1", new byte[32])));

    public static final AccountId ACCOUNT = new AccountId("acme");

    public final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
    public final ScriptedUpstream upstream = new ScriptedUpstream(clock);
    final FakeLinkedFiles files = new FakeLinkedFiles();
    public final InMemoryWalletLedger ledger = new ForgetfulLedger();
    final InMemoryPoolLedger pools = new InMemoryPoolLedger();
    public final InMemoryUsageLog log = new InMemoryUsageLog();
    final InMemoryMarkers markers = new InMemoryMarkers();
    public final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    final InMemoryToolCallMemory toolCalls = new InMemoryToolCallMemory();
    final InMemorySharedBreakers sharedBreakers = new InMemorySharedBreakers();
    public final List<Alarms.Alarm> alarms = new ArrayList<>();

    /** External effects in order: calls of the sink and the stores, and alarms. */
    final List<String> effects = new ArrayList<>();

    final ReasoningSeal seal = new ReasoningSeal(() -> SEALING_KEYS, new Random(11));
    public final RecordingSink sink = new RecordingSink(effects::add);
    Duration timeLeft = Duration.ofMinutes(5);
    public boolean storeIsDown;
    int placeAnswersToLose;
    boolean tagsFail;

    /** The pauses before a settlement is tried again. Each takes of the time that is left. */
    public final List<Duration> pauses = new ArrayList<>();

    public Runnable inEachPause = () -> {};
    public final SettleAfterAnswer settleAfterAnswer;
    private final AdmitChat admitChat;
    private final PlaceHold placeHold;
    private final AskCandidates askCandidates;
    private final CloseRequest closeRequest;
    public final CompleteChat completeChat;
    private final RequestIds ids;

    public ChatFixture(Money cash) {
        this(cash, Map.of());
    }

    /** @param budgets the budgets of the pools under test; the others have a million dollars */
    public ChatFixture(Money cash, Map<Pool, Money> budgets) {
        this(cash, budgets, TestTiers.mapping());
    }

    ChatFixture(Money cash, Map<Pool, Money> budgets, TierMapping mapping) {
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#test", cash, LocalDate.parse("2026-11-24")),
                WalletRules.STANDARD.freeAllowance());
        var catalogue = new InMemoryTierCatalogue();
        catalogue.publish(mapping);
        var random = new Random(7);
        Alarms recorded = (alarm, subject) -> {
            alarms.add(alarm);
            effects.add(alarm.name());
        };
        this.ids = new RequestIds(clock, random);
        var originals = new ToolCallOriginals(new RecordedToolCalls(), Runnable::run, recorded, ChatRules.STANDARD);
        var breakers = new Breakers(Breakers.Mode.ON, sharedBreakers, Runnable::run, recorded, clock, random);
        var order = new CandidateOrder(originals, new EndUserTags(this::tagSecret), seal);
        var counter = new TokenCounter(WORDS);
        var repeatedInput = new RepeatedInput(
                () -> new byte[32],
                new RecordedMarkers(),
                counter,
                Runnable::run,
                recorded,
                clock,
                RepeatRules.STANDARD);
        this.admitChat = new AdmitChat(catalogue, counter, files, repeatedInput, clock);
        this.placeHold =
                new PlaceHold(ledger, TestGuardrail.over(pools, clock, budgets), recorded, clock, WalletRules.STANDARD);
        this.askCandidates = new AskCandidates(
                order, breakers, upstream, new ToolCallIds(random), seal, recorded, ChatRules.STANDARD);
        var settleHold = new SettleHold(new BreakableLog(), ledger, recorded);
        this.settleAfterAnswer =
                new SettleAfterAnswer(ledger, settleHold, recorded, random, this::pause, ChatRules.STANDARD);
        this.closeRequest = new CloseRequest(
                settleHold, originals, new RecordedCheckpoints(), Runnable::run, recorded, clock, ChatRules.STANDARD);
        this.completeChat = new CompleteChat(
                admitChat, placeHold, askCandidates, closeRequest, Runnable::run, clock, ChatRules.STANDARD);
    }

    /** Asks the tier's candidates, {@code preferred} first, and returns those that were asked. */
    List<String> asked(ChatRequest request, String preferred) {
        upstream.requests.clear();
        var call = call(request);
        var admitted = (AdmitChat.Outcome.Admitted) admitChat.admit(call);
        var admission = admitted.admission();
        var placed = (PlaceOutcome.Placed) placeHold.place(
                ACCOUNT,
                call.id(),
                admission.bound(),
                admission::exactBound,
                clock.instant().plusSeconds(60),
                call.key().limited());
        var held = new HeldRequest(admission, placed, admitted.recognition(), Dialogue.UNKNOWN);
        var client = new AnswerWriter(sink, held.head(), Optional::empty, clock, ChatRules.STANDARD, true);
        askCandidates.ask(held, preferred, client, closeRequest.checkpointsOf(held));
        return upstream.requests.stream().map(asked -> asked.candidate().slug()).toList();
    }

    private byte[] tagSecret() {
        if (tagsFail) {
            throw new IllegalStateException("There is no secret");
        }
        return new byte[32];
    }

    private void pause(Duration pause) {
        pauses.add(pause);
        timeLeft = timeLeft.minus(pause);
        inEachPause.run();
    }

    public ChatEnd complete(ChatRequest request) {
        return completeChat.complete(call(request), sink);
    }

    public ChatCall call(ChatRequest request) {
        return new ChatCall(ids.next(), key(null), "chat", request, () -> timeLeft);
    }

    ChatEnd completeWithKeyFor(Set<TierId> tiers, ChatRequest request) {
        return completeChat.complete(new ChatCall(ids.next(), key(tiers), "chat", request, () -> timeLeft), sink);
    }

    public Wallet wallet() {
        return ledger.find(ACCOUNT).orElseThrow();
    }

    public static Tier tier(TierId id) {
        return TestTiers.mapping().tier(id);
    }

    public static ChatRequest saying(TierId tier, String text) {
        return saying(tier, text, true);
    }

    /** @param stream false for an answer that is wanted whole */
    public static ChatRequest saying(TierId tier, String text, boolean stream) {
        return new ChatRequest(tier, conversation(new Part.Text(text)), 1000, stream, "end-user-5", null);
    }

    public static Conversation conversation(Part... parts) {
        return new Conversation(
                List.of(new Message(Message.Role.USER, List.of(parts), null)),
                List.of(),
                null,
                null,
                new ResponseFormat.Text(),
                Sampling.DEFAULT);
    }

    private ApiKey key(@Nullable Set<TierId> tiers) {
        return new ApiKey(
                new KeyId("key_1"),
                ACCOUNT,
                "test",
                new KeyRights(EnumSet.allOf(Scope.class), tiers, KeyLimits.NONE, null, null, PaceLimits.NONE),
                clock.instant(),
                "tu-abcd");
    }

    /** A ledger that can place holds without an answer. */
    private final class ForgetfulLedger extends InMemoryWalletLedger {

        @Override
        public PlaceAnswer place(AccountId account, Placement placement) {
            var answer = super.place(account, placement);
            return answer instanceof WriteAnswer.Written && placeAnswersToLose-- > 0
                    ? new PlaceAnswer.Unknown()
                    : answer;
        }
    }

    private final class BreakableLog implements UsageLog {

        @Override
        public UsageRecord append(UsageRecord record) {
            if (storeIsDown) {
                throw new IllegalStateException("The store is down");
            }
            effects.add("log");
            return log.append(record);
        }

        @Override
        public Optional<UsageRecord> find(AccountId account, RequestId request) {
            return log.find(account, request);
        }

        @Override
        public List<UsageRecord> newest(AccountId account, LocalDate day, @Nullable RequestId before, int limit) {
            return log.newest(account, day, before, limit);
        }

        @Override
        public Stream<UsageRecord> ofDay(AccountId account, LocalDate day) {
            return log.ofDay(account, day);
        }

        @Override
        public Stream<UsageRecord> ofDayAfter(AccountId account, LocalDate day, RequestId request) {
            return log.ofDayAfter(account, day, request);
        }
    }

    private final class RecordedToolCalls implements ToolCallMemory {

        @Override
        public void remember(AccountId account, Map<String, OriginalToolCall> originals) {
            effects.add("remember");
            toolCalls.remember(account, originals);
        }

        @Override
        public Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
            effects.add("recall");
            return toolCalls.recall(account, ownIds);
        }
    }

    private final class RecordedCheckpoints implements Checkpoints {

        @Override
        public void keep(Checkpoint checkpoint) {
            effects.add("checkpoint");
            checkpoints.keep(checkpoint);
        }

        @Override
        public Map<OpenHold, Checkpoint> find(Collection<OpenHold> holds) {
            return checkpoints.find(holds);
        }
    }

    private final class RecordedMarkers implements Markers {

        @Override
        public void put(AccountId account, Collection<Marker> fresh) {
            effects.add("mark");
            markers.put(account, fresh);
        }

        @Override
        public List<Marker> find(AccountId account, Collection<PrefixHash> prefixes) {
            return markers.find(account, prefixes);
        }
    }
}
