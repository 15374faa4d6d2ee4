package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ACME;
import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static ai.tierup.domain.operator.OperatorFixture.NOON;
import static ai.tierup.domain.operator.OperatorFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.TestKeys;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.books.InMemoryBooks;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.books.WalletFromLedger;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.RebuildWallet.Outcome;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.InMemoryUsageLog;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.TestRecords;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildWalletTest {

    private static final Money ALLOWANCE = WalletRules.STANDARD.freeAllowance();
    private static final Money HELD = new Money(500);
    private static final SpenderId KEY = new SpenderId("key_1");

    private final OperatorFixture service = new OperatorFixture();
    private final InMemoryUsageLog log = new InMemoryUsageLog();
    private final InMemoryBooks books = new InMemoryBooks(log, service.ledger::entries);
    private final SettleHold settleHold = new SettleHold(log, service.ledger, (alarm, subject) -> {});
    private int requests;

    @BeforeEach
    void open() {
        service.open(ACME, new Money(10_000));
    }

    private RebuildWallet on(InMemoryWalletLedger wallets) {
        return new RebuildWallet(
                service.acts,
                wallets,
                new WalletFromLedger(books, books, WalletRules.STANDARD, service.clock),
                new AuditAccount(wallets, books, service.clock));
    }

    private record Placed(HoldKey key, Hold hold, long version) {}

    private Placed place(Purse purse, SpenderId... spenders) {
        var key = new HoldKey(RequestId.of(NOON, ++requests), 0);
        var hold = new Hold(HELD, Money.ZERO, purse, TierId.TIER_2, NOON.getEpochSecond(), TODAY, Set.of(spenders));
        var limits = Arrays.stream(spenders)
                .map(spender -> TestKeys.limited(spender, Money.ofUsd("1"), Money.ofUsd("1")))
                .toList();
        service.ledger.place(ACME, new Placement(key, hold, null, 100, ALLOWANCE, limits));
        return new Placed(key, hold, service.wallet(ACME).version());
    }

    private void settle(Placed placed, long cost) {
        settleHold.settle(
                placed.hold(),
                TestRecords.answered(ACME, placed.key(), placed.hold(), placed.version(), new Money(cost), Money.ZERO));
    }

    private void grant(long amount) {
        service.ledger.book(
                TestEntries.entry(ACME, "grant#" + amount, EntryType.GRANT, Purse.GRANT, new Money(amount), TODAY));
    }

    /** An image whose holds are those of another. */
    private static Wallet withHolds(Wallet image, Wallet other) {
        return new Wallet(
                image.account(),
                image.freezes(),
                image.balance(),
                image.version(),
                image.counters(),
                other.holds(),
                image.keys());
    }

    private static KeySpend spent(long amount) {
        return new KeySpend(Map.of(Window.DAY, new Money(amount), Window.MONTH, new Money(amount)));
    }

    /** Spends, takes an image, and spends more, with one hold open in the image and one open at the end. */
    private Wallet restoredImage() {
        grant(2_000);
        settle(place(Purse.CASH), 100);
        var open = place(Purse.CASH);
        place(Purse.CASH);
        service.ledger.countKey(ACME, KEY);
        var image = service.wallet(ACME);
        settle(open, 300);
        settle(place(Purse.GRANT), 40);
        grant(7);
        return image;
    }

    @Test
    void aWalletThatIsOlderThanItsLedgerBecomesWhatItWas() {
        var image = restoredImage();
        var lost = service.wallet(ACME);
        service.ledger.put(image);

        var outcome = on(service.ledger).rebuild(ADA, "restored to 02:00", ACME);

        var rebuilt = service.wallet(ACME);
        assertThat(outcome).isEqualTo(new Outcome.Rebuilt(rebuilt));
        assertThat(rebuilt.balance()).isEqualTo(lost.balance());
        assertThat(rebuilt.holds()).isEqualTo(lost.holds());
        assertThat(rebuilt.counters()).isEqualTo(lost.counters());
        assertThat(rebuilt.version()).isGreaterThan(image.version());
        assertThat(rebuilt.keys().keySet()).containsExactly(KEY);
        assertThat(service.log.acts()).containsExactly(OperatorFixture.act("rebuild", "acme", "restored to 02:00"));
        assertThat(service.audited(ACME))
                .containsExactly(
                        "operator wallet.rebuilt " + rebuilt.available().usd());
        assertThat(new AuditAccount(service.ledger, books, service.clock).audit(ACME, Depth.EVERYTHING))
                .isEmpty();
    }

    @Test
    void theSpendingOfAKeyWithLimitsIsRebuiltFromItsRecords() {
        service.ledger.countKey(ACME, KEY);
        settle(place(Purse.CASH, KEY), 100);
        var image = service.wallet(ACME);
        settle(place(Purse.CASH, KEY), 30);
        place(Purse.CASH, KEY);
        settle(place(Purse.CASH), 7);
        var lost = service.wallet(ACME);
        service.ledger.put(withHolds(image, lost));

        on(service.ledger).rebuild(ADA, "restored", ACME);

        assertThat(service.wallet(ACME).keys()).isEqualTo(lost.keys());
        assertThat(lost.keys().get(KEY)).isEqualTo(spent(100 + 30 + 500));
    }

    @Test
    void aTeamCountsWhatAllKeysHaveSpent() {
        var team = SpenderId.of(new TeamName("ops"));
        service.ledger.countKey(ACME, team);
        settle(place(Purse.CASH, team), 100);
        settle(place(Purse.CASH), 7);
        var image = service.wallet(ACME);
        settle(place(Purse.CASH), 30);
        service.ledger.put(image);

        on(service.ledger).rebuild(ADA, "restored", ACME);

        assertThat(service.wallet(ACME).keys().get(team)).isEqualTo(spent(100 + 7 + 30));
    }

    @Test
    void aLostWalletIsRebuiltFrozen() {
        restoredImage();
        var wallets = new InMemoryWalletLedger();

        on(wallets).rebuild(ADA, "lost", ACME);

        var rebuilt = wallets.find(ACME).orElseThrow();
        assertThat(rebuilt.cash()).isEqualTo(new Money(10_000 - 100 - 300));
        assertThat(rebuilt.grant()).isEqualTo(new Money(2_007 - 40));
        assertThat(rebuilt.frozenBy()).containsExactly(Freezes.OPERATOR);
    }

    @Test
    void aPlanChangesAndRecordsNothing() {
        var image = restoredImage();
        service.ledger.put(image);

        var plan = on(service.ledger).plan(ACME);

        assertThat(plan).isInstanceOfSatisfying(Outcome.Planned.class, planned -> {
            assertThat(planned.stored()).contains(image);
            assertThat(planned.rebuilt().cash()).isEqualTo(new Money(10_000 - 100 - 300 - 500));
        });
        assertThat(service.wallet(ACME)).isEqualTo(image);
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void aLedgerThatDoesNotAddUpRebuildsNothing() {
        var image = restoredImage();
        service.ledger.put(image);
        books.tamper(rows -> rows.stream()
                .map(row -> new Row<>(row.content(), row.name(), false))
                .toList());

        var outcome = on(service.ledger).rebuild(ADA, "restored", ACME);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.LedgerIsWrong.class,
                        wrong -> assertThat(wrong.findings()).isNotEmpty());
        assertThat(service.wallet(ACME)).isEqualTo(image);
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void aWalletThatAddsUpIsLeftAlone() {
        restoredImage();
        var wallet = service.wallet(ACME);

        assertThat(on(service.ledger).rebuild(ADA, "to be safe", ACME)).isEqualTo(new Outcome.AddsUp(wallet));
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void aWalletThatChangedSinceItWasReadIsNotReplaced() {
        var image = restoredImage();

        assertThat(service.ledger.replace(Optional.of(image), image)).isInstanceOf(WriteAnswer.Refused.class);
        assertThat(service.ledger.replace(Optional.empty(), image)).isInstanceOf(WriteAnswer.Refused.class);
    }

    @Test
    void anAccountWithoutEntriesHasNothingToRebuildFrom() {
        var other = new InMemoryWalletLedger();

        assertThat(on(other).rebuild(ADA, "typo", new AccountId("nobody"))).isEqualTo(new Outcome.NoLedger());
        assertThat(service.log.acts()).isEmpty();
    }
}
