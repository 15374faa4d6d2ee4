package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanedScanTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId BETA = new AccountId("beta");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final WalletRules RULES = new WalletRules(128, Money.ZERO);

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final LanedLedger ledger = new LanedLedger(store, RULES, () -> Instant.EPOCH);
    private final InMemoryWalletScan items = new InMemoryWalletScan(store, 100).withUnreadable("broken");
    private final LanedScan scan = new LanedScan(items, ledger);

    @BeforeEach
    void open() {
        ledger.open(TestEntries.opening(ACME, "adj#open", new Money(1_000), MONDAY), Money.ZERO);
        ledger.open(TestEntries.opening(BETA, "adj#open", new Money(2_000), MONDAY), Money.ZERO);
    }

    @Test
    void aPageHasDividedAndUndividedWalletsWhole() {
        new SetLanes(store, ledger, RULES, () -> Instant.EPOCH).set(BETA, 2);
        store.move(BETA, LaneMove.ofShare(0, 1, MONDAY, new Money(500), Money.ZERO));

        var page = scan.all(Optional.empty());

        assertThat(page.wallets()).extracting(Wallet::cash).containsExactly(new Money(1_000), new Money(2_000));
        assertThat(page.unreadable())
                .isEqualTo(items.all(Optional.empty()).unreadable())
                .hasSize(1);
        assertThat(page.end()).isEmpty();
    }
}
