package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookEntryTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00.123Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final BookEntry.Fact FACT =
            new BookEntry.Fact(ACCOUNT, "topup#cs_1", EntryType.TOP_UP, Purse.CASH, new Money(25));

    /** Refuses every booking because the wallet is a day ahead, and every thaw because its reasons have changed. */
    private static final class AlwaysRefusingLedger extends InMemoryWalletLedger {

        private int sends;

        @Override
        public BookAnswer book(LedgerEntry entry) {
            sends++;
            return new BookAnswer.WalletIsAhead(entry.day().plusDays(1));
        }

        @Override
        public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
            sends++;
            return new WriteAnswer.Refused(find(account));
        }
    }

    private static <L extends WalletLedger> L opened(L ledger) {
        ledger.open(LedgerEntry.opening(ACCOUNT, "adj#1", new Money(700), NOON, 7), Money.ZERO);
        return ledger;
    }

    private static BookEntry bookEntry(WalletLedger ledger) {
        return new BookEntry(ledger, InstantSource.fixed(NOON), new Random(5));
    }

    @Test
    void bookingReturnsWhetherTheFactIsNew() {
        var bookEntry = bookEntry(opened(new InMemoryWalletLedger()));

        assertThat(bookEntry.book(FACT)).isTrue();
        assertThat(bookEntry.book(FACT)).isFalse();
    }

    @Test
    void bookingInALargerTransactionReturnsWhetherTheFactIsNew() {
        var ledger = opened(new InMemoryWalletLedger());

        assertThat(bookEntry(ledger).book(FACT, ledger::book)).isTrue();
        assertThat(bookEntry(ledger).book(FACT, ledger::book)).isFalse();
    }

    @Test
    void anEntryHasTheTimeAndDayOfItsBooking() {
        var ledger = opened(new InMemoryWalletLedger());
        bookEntry(ledger).book(FACT);

        assertThat(ledger.entries(ACCOUNT)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.id().time()).isEqualTo(NOON);
            assertThat(entry.day()).isEqualTo(TODAY);
        });
    }

    @Test
    void anEntryIsSentFiveTimesAtMost() {
        var refusing = opened(new AlwaysRefusingLedger());

        assertThatThrownBy(() -> bookEntry(refusing).book(FACT)).isInstanceOf(IllegalStateException.class);
        assertThat(refusing.sends).isEqualTo(5);
    }

    @Test
    void aThawIsSentTenTimesAtMost() {
        var refusing = opened(new AlwaysRefusingLedger());
        refusing.freeze(ACCOUNT, "operator");

        assertThatThrownBy(() -> new ThawWallet(refusing).thaw(ACCOUNT, "operator"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(refusing.sends).isEqualTo(10);
    }

    @Test
    void liftingAReasonThatIsNotThereChangesNothing() {
        var ledger = opened(new InMemoryWalletLedger());

        assertThat(new ThawWallet(ledger).thaw(ACCOUNT, "operator")).isEqualTo(ledger.find(ACCOUNT));
    }

    @Test
    void anEntrysPublicNameIsItsIdBehindAPrefix() {
        var id = EntryId.of(NOON, 3);

        assertThat(id.publicName()).isEqualTo("ent_" + id.value());
        assertThat(EntryId.parsePublic(id.publicName())).contains(id);
        assertThat(EntryId.parsePublic("req_" + id.value())).isEmpty();
        assertThat(id).hasToString(id.value());
    }
}
