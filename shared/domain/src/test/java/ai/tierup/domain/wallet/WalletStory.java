package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.WriteAnswer.Refused;
import ai.tierup.domain.wallet.WriteAnswer.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the operations of a text on one wallet, one per line, and checks the result beside each:
 *
 * <pre>
 * open 700               → opened, cash 700
 * place h1 300           → held, cash 400, spent 300, holds h1
 * place h2 401           → refused
 * settle h1 110          → settled, cash 590, debits 110, holds none
 * </pre>
 *
 * Amounts are in nano-dollars. A hold is from cash and on Monday unless the line says otherwise. After each line, the store must contain
 * the image that it answered with. That image is balanced, or after a refusal the unchanged wallet. A line that cannot be parsed ends the
 * test.
 */
public final class WalletStory {

    public static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    /** The free allowance of each day. */
    public static final Money ALLOWANCE = new Money(5_000);

    /** The maximum number of open holds. */
    public static final int MAX_HOLDS = 4;

    static final Map<String, LocalDate> DAYS = Map.of(
            "sunday", MONDAY.minusDays(1),
            "monday", MONDAY,
            "tuesday", MONDAY.plusDays(1),
            "wednesday", MONDAY.plusDays(2));
    private static final Map<String, Purse> PURSES =
            Map.of("cash", Purse.CASH, "grant", Purse.GRANT, "free", Purse.FREE);
    private static final Instant MORNING = Instant.parse("2026-11-23T10:00:00Z");
    private static final long EXPIRES_AT_EPOCH_SECOND = 1_795_000_000L;

    private final WalletLedger ledger;
    private final AccountId account;
    private final Map<String, Placement> placements = new HashMap<>();

    private record Result(String result, Optional<Wallet> image) {}

    public WalletStory(WalletLedger ledger, AccountId account) {
        this.ledger = ledger;
        this.account = account;
    }

    public HoldKey key(String name) {
        return placement(name).key();
    }

    public Hold hold(String name) {
        return placement(name).hold();
    }

    private Placement placement(String name) {
        var placement = placements.get(name);
        if (placement == null) {
            throw new IllegalArgumentException("Not the name of a hold: " + name);
        }
        return placement;
    }

    /**
     * Runs and checks all lines of {@code story}.
     *
     * @throws AssertionError when a result is another one
     * @throws IllegalArgumentException when a line cannot be parsed
     */
    public void tell(String story) {
        story.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::tellLine);
    }

    private void tellLine(String line) {
        try {
            var sides = line.split(" → ", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException("Not an OPERATION → RESULT");
            }
            var operation = new StoryWords(sides[0]);
            var facts = new ArrayDeque<>(List.of(sides[1].split(", ", -1)));
            var before = ledger.find(account);
            var result = perform(operation);
            operation.end();
            assertThat(result.result()).isEqualTo(facts.remove());
            if (result.result().equals("refused")) {
                assertThat(result.image()).isEqualTo(before);
            }
            facts.forEach(fact -> check(new StoryWords(fact), result.image()));
        } catch (AssertionError e) {
            throw new AssertionError(line + "\n" + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(line + "\n" + e.getMessage(), e);
        }
    }

    private Result perform(StoryWords words) {
        return switch (words.next()) {
            case "open" -> open(words.amount(), words.meaning(DAYS).orElse(MONDAY));
            case "grant" -> grant(words.amount());
            case "place" -> answered("held", ledger.place(account, placement(words)));
            case "settle" -> answered("settled", ledger.apply(account, application(words)));
            case "limit" -> answered("limited", ledger.changeDailyLimit(account, Wallet.NO_LIMIT, limit(words)));
            case "freeze" -> answered("frozen", ledger.freeze(account, words.next()));
            case "read" -> read("found");
            case String other -> throw new IllegalArgumentException("Not an operation: " + other);
        };
    }

    private Result open(Money cash, LocalDate day) {
        var first = TestEntries.opening(account, "adj#" + day, cash, day);
        if (!ledger.open(first, ALLOWANCE).equals(new OpenAnswer.Opened())) {
            return read("refused");
        }
        assertThat(ledger.find(account)).contains(Wallet.opened(first, ALLOWANCE));
        return read("opened");
    }

    private Result grant(Money amount) {
        var entry = TestEntries.entry(account, "grant#1", EntryType.GRANT, Purse.GRANT, amount, MONDAY);
        assertThat(ledger.book(entry)).isEqualTo(new BookAnswer.Booked());
        return read("granted");
    }

    private Result read(String result) {
        var found = ledger.find(account);
        return new Result(found.isPresent() ? result : "missing", found);
    }

    /** Parses NAME AMOUNT [PURSE] [DAY [after DAY]]. The second day is the one to roll from. A name used before keeps its hold key. */
    private Placement placement(StoryWords words) {
        var name = words.next();
        var amount = words.amount();
        var purse = words.meaning(PURSES).orElse(Purse.CASH);
        var day = words.meaning(DAYS).orElse(MONDAY);
        var roll = words.skip("after") ? new DayRoll(words.day(), day, Set.of()) : null;
        return placements.compute(name, (same, before) -> {
            var key = before == null ? new HoldKey(RequestId.of(MORNING, placements.size() + 1), 0) : before.key();
            return new Placement(key, hold(amount, purse, day), roll, MAX_HOLDS, ALLOWANCE, List.of());
        });
    }

    private static Hold hold(Money amount, Purse purse, LocalDate day) {
        return purse == Purse.FREE
                ? new Hold(Money.ZERO, amount, purse, TierId.TIER_1, EXPIRES_AT_EPOCH_SECOND, day, Set.of())
                : new Hold(amount, Money.ZERO, purse, TierId.TIER_2, EXPIRES_AT_EPOCH_SECOND, day, Set.of());
    }

    /** Parses NAME COST [overnight]. Overnight, the wallet is on a later day than the hold. The cost of a free hold is in allowance. */
    private Application application(StoryWords words) {
        var placed = placement(words.next());
        var cost = words.amount();
        var sameDay = !words.skip("overnight");
        return placed.hold().purse() == Purse.FREE
                ? new Application(placed.key(), placed.hold(), Money.ZERO, cost, sameDay, Set.of(), Set.of())
                : new Application(placed.key(), placed.hold(), cost, Money.ZERO, sameDay, Set.of(), Set.of());
    }

    private Result answered(String result, PlaceAnswer answer) {
        return switch (answer) {
            case Written(var image) -> {
                assertThat(image.isBalanced()).isTrue();
                assertThat(ledger.find(account)).contains(image);
                yield new Result(result, Optional.of(image));
            }
            case Refused(var seen) -> {
                assertThat(ledger.find(account)).isEqualTo(seen);
                yield new Result("refused", seen);
            }
            case PlaceAnswer other -> throw new AssertionError("The outcome is unknown: " + other);
        };
    }

    private void check(StoryWords fact, Optional<Wallet> image) {
        var wallet = image.orElseThrow(() -> new AssertionError("There is no wallet"));
        var name = fact.next();
        switch (name) {
            case "cash" -> assertThat(wallet.cash()).as(name).isEqualTo(fact.amount());
            case "grant" -> assertThat(wallet.grant()).as(name).isEqualTo(fact.amount());
            case "debits" -> assertThat(wallet.debits()).as(name).isEqualTo(fact.amount());
            case "spent" ->
                assertThat(wallet.dailyLimit().minus(wallet.dailyLeft()))
                        .as(name)
                        .isEqualTo(fact.amount());
            case "limit" -> assertThat(wallet.dailyLimit()).as(name).isEqualTo(limit(fact));
            case "left" -> assertThat(wallet.dailyLeft()).as(name).isEqualTo(fact.amount());
            case "free" -> assertThat(wallet.freeLeft()).as(name).isEqualTo(fact.amount());
            case "day" -> assertThat(wallet.day()).as(name).isEqualTo(fact.day());
            case "version" -> assertThat(wallet.version()).as(name).isEqualTo(fact.number());
            case "holds" -> assertThat(wallet.holds()).as(name).isEqualTo(holds(fact));
            case "frozen" -> assertThat(wallet.frozenBy()).as(name).isEqualTo(Set.of(fact.next()));
            default -> throw new IllegalArgumentException("Not a fact of a wallet: " + name);
        }
        fact.end();
    }

    private static Money limit(StoryWords words) {
        return words.skip("none") ? Wallet.NO_LIMIT : words.amount();
    }

    private Map<HoldKey, Hold> holds(StoryWords names) {
        return names.skip("none")
                ? Map.of()
                : names.rest().map(this::placement).collect(Collectors.toMap(Placement::key, Placement::hold));
    }
}
