package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.domain.wallet.WalletScan.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbWalletScanTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int WALLETS = 250;

    private static List<Page> pages(Function<Optional<String>, Page> read) {
        var pages = new ArrayList<Page>();
        Optional<String> after = Optional.empty();
        do {
            pages.add(read.apply(after));
            after = pages.getLast().end();
        } while (after.isPresent());
        return pages;
    }

    private static List<String> accounts(List<Page> pages) {
        return pages.stream()
                .flatMap(page -> page.wallets().stream())
                .map(Wallet::account)
                .map(AccountId::value)
                .toList();
    }

    @Test
    void aScanReturnsEveryWalletOnceAndNoOtherItems() {
        var names = LocalTables.create("scanned");
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);
        new DynamoDbPoolLedger(LocalTables.CLIENTS, names).roll(new PoolDay(Pool.GRANT, TODAY, Money.ofUsd("1"), 3));
        for (var number = 0; number < WALLETS; number++) {
            ledger.open(
                    TestEntries.opening(new AccountId("acct-" + number), "adj#1", new Money(1_000), TODAY), Money.ZERO);
        }
        var holding = new AccountId("acct-77");
        var hold = new Hold(new Money(5), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, TODAY, Set.of());
        ledger.place(
                holding, new Placement(new HoldKey(RequestId.of(NOON, 1), 0), hold, null, 10, Money.ZERO, List.of()));
        WalletScan scan = new DynamoDbWalletScan(LocalTables.CLIENTS, names);

        var all = pages(scan::all);

        assertThat(all).hasSizeGreaterThan(2);
        assertThat(accounts(all)).hasSize(WALLETS).doesNotHaveDuplicates();
        assertThat(accounts(pages(scan::holding))).containsExactly("acct-77");
        assertThat(scan.holding(Optional.empty()).wallets())
                .containsExactly(ledger.find(holding).orElseThrow());
    }

    @Test
    void aWalletThatCannotBeReadIsNamedAndTheOthersOfItsPageAreReturned() {
        var names = LocalTables.create("unreadablewallet");
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);
        for (var account : List.of("acct-1", "acct-2", "acct-3")) {
            ledger.open(TestEntries.opening(new AccountId(account), "adj#1", new Money(1_000), TODAY), Money.ZERO);
        }
        LocalTables.CLIENTS
                .retrying()
                .updateItem(update -> update.tableName(names.wallets())
                        .key(WalletItem.key(new AccountId("acct-2")))
                        .updateExpression("REMOVE cash"));

        var page = new DynamoDbWalletScan(LocalTables.CLIENTS, names).all(Optional.empty());

        assertThat(accounts(List.of(page))).containsExactlyInAnyOrder("acct-1", "acct-3");
        assertThat(page.unreadable()).singleElement().satisfies(wallet -> {
            assertThat(wallet.account()).isEqualTo("acct-2");
            assertThat(wallet.reason()).contains("cash");
        });
        assertThat(page.accounts()).hasSize(3);
    }

    @Test
    void aScanContinuesAfterTheWalletOfAnAccount() {
        var names = LocalTables.create("continuedscan");
        var ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, names);
        for (var number = 0; number < 5; number++) {
            ledger.open(
                    TestEntries.opening(new AccountId("acct-" + number), "adj#1", new Money(1_000), TODAY), Money.ZERO);
        }
        WalletScan scan = new DynamoDbWalletScan(LocalTables.CLIENTS, names);
        var all = scan.all(Optional.empty()).wallets();

        var rest = scan.all(Optional.of(scan.after(all.get(1).account())));

        assertThat(rest.wallets()).containsExactlyElementsOf(all.subList(2, 5));
    }

    @Test
    void aMarkIsKeptUntilItIsCleared() {
        ScanMarks marks = new DynamoDbScanMarks(LocalTables.CLIENTS, LocalTables.NAMES, InstantSource.fixed(NOON));

        assertThat(marks.find("sweep")).isEmpty();
        marks.keep("sweep", Optional.of("W#acct-5"));
        assertThat(marks.find("sweep")).contains("W#acct-5");
        assertThat(marks.find("audit")).isEmpty();
        marks.keep("sweep", Optional.empty());
        assertThat(marks.find("sweep")).isEmpty();
    }
}
