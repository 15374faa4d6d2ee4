package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenWalletTest {

    private static final LedgerEntry FIRST = LedgerEntry.opening(
            new AccountId("acme"), "adj#1", new Money(700), Instant.parse("2026-11-25T12:00:00Z"), 7);

    /** A ledger in which the day of every entry is being closed. */
    private static final class ClosingLedger extends InMemoryWalletLedger {

        private final List<LocalDate> days = new ArrayList<>();

        @Override
        public OpenAnswer open(LedgerEntry first, Money freeAllowance) {
            days.add(first.day());
            return new OpenAnswer.DayIsClosing(first.day());
        }
    }

    @Test
    void aWalletThatMeetsOnlyDaysThatAreBeingClosedIsGivenUpAfterFiveDays() {
        var ledger = new ClosingLedger();
        var openWallet = new OpenWallet(ledger, WalletRules.STANDARD);

        assertThatThrownBy(() -> openWallet.open(FIRST)).isInstanceOf(IllegalStateException.class);
        assertThat(ledger.days)
                .containsExactlyElementsOf(
                        FIRST.day().datesUntil(FIRST.day().plusDays(5)).toList());
    }
}
