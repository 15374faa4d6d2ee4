package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.guardrail.Guardrail;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.repeat.RepeatRules;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.repeat.Served;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.simulators.dynamodb.FakeDynamoDb;
import ai.tierup.simulators.dynamodb.ItemSize;
import ai.tierup.simulators.dynamodb.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Measures the write units of a request with the real stores. They depend on the size of the wallet's item, which depends on its open
 * holds. The account id has the 16 characters of real ones, and the amounts have all their digits.
 */
class WriteUnitsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final TableNames NAMES = new TableNames("wallets", "ledger", "directory", "transient");
    private static final AccountId ACCOUNT = new AccountId("a234567890123456");
    private static final HoldBound LARGE = new HoldBound(TestTiers.mapping().tier(TierId.TIER_4), 150_007, 4_001);
    private static final int MAX_HOLDS = WalletRules.STANDARD.concurrentLimit();

    private final InstantSource clock = InstantSource.fixed(NOON);
    private final FakeDynamoDb store = new FakeDynamoDb(clock);
    private final DynamoDbClients clients = DynamoDbClients.of(store, store);
    private final DynamoDbWalletLedger ledger = new DynamoDbWalletLedger(clients, NAMES);
    private final PlaceHold placeHold = placeHold(TestGuardrail.unlimited(clock));
    private final SettleHold settleHold =
            new SettleHold(new DynamoDbUsageLog(clients, NAMES), ledger, (alarm, subject) -> {});
    private int requests;

    WriteUnitsTest() {
        ServiceTables.create(store, NAMES);
    }

    private PlaceHold placeHold(Guardrail guardrail) {
        return new PlaceHold(ledger, guardrail, (alarm, subject) -> {}, clock, WalletRules.STANDARD);
    }

    /** Opens a wallet and settles a request, so that it has debits and {@link #placeHold} has cached its purse. */
    private void openUsedWallet() {
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#opening", new Money(999_999_999_999L), DAY),
                WalletRules.STANDARD.freeAllowance());
        settle(place(placeHold), new Money(1_234_567));
    }

    private Placed place(PlaceHold placeHold) {
        return place(placeHold, LARGE);
    }

    private Placed place(PlaceHold placeHold, HoldBound bound) {
        var outcome = placeHold.place(
                ACCOUNT, RequestId.of(NOON, ++requests), bound, () -> bound, NOON.plusSeconds(361), List.of());
        return (Placed) outcome;
    }

    /** Adds a hold whose amount has nine digits and no trailing zeros, which is longer than today's prices allow. */
    private void addHold() {
        var key = new HoldKey(RequestId.of(NOON, ++requests), 0);
        var hold = new Hold(
                new Money(123_456_789),
                Money.ZERO,
                Purse.CASH,
                TierId.TIER_2,
                NOON.plusSeconds(361).getEpochSecond(),
                DAY,
                Set.of());
        ledger.place(ACCOUNT, new Placement(key, hold, null, MAX_HOLDS, Money.ZERO, List.of()));
    }

    private void settle(Placed placed, Money cost) {
        settleHold.settle(
                placed.hold(),
                new UsageRecord(
                        new SettledHold(
                                ACCOUNT,
                                placed.key(),
                                DAY,
                                TierId.TIER_4,
                                Purse.CASH,
                                Purse.CASH.pool(),
                                placed.hold().amount(),
                                placed.image().version()),
                        new UsageRecord.Request(
                                NOON.plusMillis(1_234), new KeyId("key_0123456789abcdef"), new Channel("chat", true)),
                        Outcome.ANSWERED,
                        FinishReason.STOP,
                        new UsageRecord.Consumption(
                                new TokenUsage(150_007, 4_001, 1_234),
                                TokenSource.REPORTED,
                                "anthropic/claude-opus-4.5:extended-thinking",
                                new TokenUsage(171_007, 4_561, 1_406)),
                        new Costs(cost, Money.ZERO, new Money(1_111_111_111)),
                        Money.ZERO,
                        new UsageRecord.Timing(Duration.ofMillis(12_345), Duration.ofMillis(1_234))));
    }

    private Units unitsOfOneRequest(PlaceHold placeHold) {
        var before = store.units();
        settle(place(placeHold), new Money(765_432_109));
        return store.units().minus(before);
    }

    private Map<String, AttributeValue> wallet() {
        return store.getItem(
                        get -> get.tableName(NAMES.wallets()).key(Map.of("pk", AttributeValue.fromS("W#" + ACCOUNT))))
                .item();
    }

    @ParameterizedTest
    @CsvSource({"0, 153", "1, 206", "16, 1001", "18, 1107", "40, 2273", "128, 6938"})
    void theSizeOfAWalletGrowsWithItsHolds(int openHolds, int bytes) {
        openUsedWallet();
        for (var open = 0; open < openHolds; open++) {
            addHold();
        }

        assertThat(ItemSize.bytes(wallet())).isEqualTo(bytes);
    }

    @Test
    void writesCostOneMoreUnitFromTheseNumbersOfHolds() {
        openUsedWallet();
        var steps = new ArrayList<Integer>();
        var units = ItemSize.writeUnits(ItemSize.bytes(wallet()));
        for (var open = 1; open <= MAX_HOLDS; open++) {
            addHold();
            if (ItemSize.writeUnits(ItemSize.bytes(wallet())) > units) {
                units++;
                steps.add(open);
            }
        }

        assertThat(steps).containsExactly(17, 36, 56, 75, 94, 114);
    }

    @Test
    void sixteenHoldsWithTheLongestAmountsFitIntoOneUnit() {
        openUsedWallet();
        for (var open = 0; open < 16; open++) {
            addHold();
        }
        var longest = new HashMap<>(wallet());
        for (var amount : List.of("cash", "grant", "credits", "debits", "dailyLimit", "dailyLeft")) {
            longest.put(amount, AttributeValue.fromN("999999999999"));
        }
        longest.put("freeLeft", AttributeValue.fromN("49999999"));
        longest.put("version", AttributeValue.fromN("9999999"));

        assertThat(ItemSize.writeUnits(ItemSize.bytes(longest))).isEqualTo(1);
    }

    @Test
    void aRequestWithUpToSixteenOpenHoldsCostsThreeUnitsAndNoRead() {
        openUsedWallet();
        for (var open = 1; open <= 16; open++) {
            assertThat(unitsOfOneRequest(placeHold))
                    .as("%d open holds, its own included", open)
                    .isEqualTo(new Units(3, 0));
            addHold();
        }

        assertThat(unitsOfOneRequest(placeHold)).as("17 open holds").isEqualTo(new Units(5, 0));
    }

    @Test
    void aWrongFirstGuessOfThePurseCostsOneMoreUnit() {
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#opening", new Money(25_000_000_000L), DAY),
                WalletRules.STANDARD.freeAllowance());
        var before = store.units();

        place(placeHold);

        assertThat(store.units().minus(before)).isEqualTo(new Units(2, 0));
    }

    @Test
    void leasesAddSixUnitsToAHundredRequestsUnderAWideBudget() {
        assertThat(unitsOfAHundredRequests("1000000", LARGE, Money.ofUsd("0.011"), Money.ofUsd("0.11")))
                .isEqualTo(new Units(306, 0));
    }

    /** The request and the budgets of docs/COST.md: 1,000 tokens in and 300 out on tier-2, a cap of 4,096, and $1,000 a day. */
    @Test
    void leasesAddThirtyNineUnitsToAHundredOrdinaryRequests() {
        var ordinary = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 5_343, 4_628);

        assertThat(unitsOfAHundredRequests("1000", ordinary, Money.ofUsd("0.00375"), Money.ofUsd("0.0075")))
                .isEqualTo(new Units(339, 0));
    }

    @Test
    void leasesAndReturnsAddFourUnitsToALargeRequest() {
        assertThat(unitsOfAHundredRequests("1000", LARGE, Money.ofUsd("0.01"), Money.ofUsd("0.02")))
                .isEqualTo(new Units(700, 0));
    }

    /** @param budget that of each pool, in dollars */
    private Units unitsOfAHundredRequests(String budget, HoldBound bound, Money subsidy, Money upstreamCost) {
        var budgets = Arrays.stream(Pool.values())
                .collect(Collectors.toMap(Function.identity(), pool -> Money.ofUsd(budget)));
        var leasing = placeHold(TestGuardrail.over(new DynamoDbPoolLedger(clients, NAMES), clock, budgets));
        openUsedWallet();
        for (var request = 0; request < 100; request++) {
            serve(leasing, bound, subsidy, upstreamCost);
        }
        var before = store.units();
        for (var request = 0; request < 100; request++) {
            serve(leasing, bound, subsidy, upstreamCost);
        }
        return store.units().minus(before);
    }

    private void serve(PlaceHold leasing, HoldBound bound, Money subsidy, Money upstreamCost) {
        var placed = place(leasing, bound);
        placed.draw().settle(subsidy, upstreamCost);
        settle(placed, new Money(123_456));
    }

    /** Apart from the hold, the record and its application: the markers of repeated input, and what is known of 33 beginnings. */
    @Test
    void aLargeRequestCostsTwoMoreWritesAndHalfAUnitForEachBoundary() {
        var repeatedInput = new RepeatedInput(
                () -> new byte[32],
                new DynamoDbMarkers(clients, NAMES),
                new TokenCounter((text, limit) -> text.length()),
                Runnable::run,
                (alarm, subject) -> {},
                clock,
                RepeatRules.STANDARD);
        var messages = new ArrayList<Message>();
        for (var message = 0; message < 40; message++) {
            messages.add(new Message(Message.Role.USER, List.of(new Part.Text("w".repeat(100))), null));
        }
        var conversation =
                new Conversation(messages, List.of(), null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
        var answer = new Message(Message.Role.ASSISTANT, List.of(new Part.Text("Yes")), null);
        var before = store.units();

        var recognition = repeatedInput.recognise(ACCOUNT, TierId.TIER_4, conversation, InputSize.of(conversation));
        recognition.remember(new Served("anthropic/claude-opus-4.5:extended-thinking", 3, 4_163, answer, 7));

        assertThat(store.units().minus(before)).isEqualTo(new Units(2, 16.5));
    }
}
