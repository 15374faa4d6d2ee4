package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SetDailyLimitTest {

    private static final AccountId ACCOUNT = new AccountId("acme");

    /** A ledger in which somebody else changes the limit to 77 just before the first change. */
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger() {
        private boolean first = true;

        @Override
        public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
            if (first) {
                first = false;
                super.changeDailyLimit(account, seen, new Money(77));
            }
            return super.changeDailyLimit(account, seen, limit);
        }
    };

    private final SetDailyLimit setDailyLimit = new SetDailyLimit(ledger, (alarm, subject) -> {
        throw new AssertionError(alarm);
    });

    @Test
    void aConcurrentChangeIsSeenAndOverwritten() {
        ledger.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(900), LocalDate.parse("2026-11-24")), Money.ZERO);

        var wallet = setDailyLimit.set(ACCOUNT, new Money(500)).orElseThrow();

        assertThat(wallet.dailyLimit()).isEqualTo(new Money(500));
        assertThat(wallet.dailyLeft()).isEqualTo(new Money(500));
    }

    @Test
    void anAccountWithoutAWalletGetsNoLimit() {
        assertThat(setDailyLimit.set(ACCOUNT, new Money(500))).isEmpty();
    }

    @Test
    void aChangeIsGivenUpAfterTenConflicts() {
        var sends = new AtomicInteger();
        var busy = new InMemoryWalletLedger() {
            @Override
            public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
                sends.incrementAndGet();
                return new WriteAnswer.Refused(find(account));
            }
        };
        busy.open(TestEntries.opening(ACCOUNT, "adj#1", new Money(900), LocalDate.parse("2026-11-24")), Money.ZERO);

        assertThatIllegalStateException()
                .isThrownBy(() -> new SetDailyLimit(busy, (alarm, subject) -> {}).set(ACCOUNT, new Money(5)));
        assertThat(sends).hasValue(10);
    }
}
