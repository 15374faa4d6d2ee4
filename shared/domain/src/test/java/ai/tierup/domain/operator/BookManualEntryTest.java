package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ACME;
import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.BookManualEntry.Kind;
import ai.tierup.domain.operator.BookManualEntry.Outcome;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookManualEntryTest {

    private final OperatorFixture service = new OperatorFixture();
    private final BookManualEntry bookManualEntry = new BookManualEntry(
            service.acts, service.ledger, new BookEntry(service.ledger, service.clock, new Random(7)));

    @BeforeEach
    void open() {
        service.open(ACME, Money.ofUsd("25"));
    }

    private Outcome book(Kind kind, String amount, String why) {
        return bookManualEntry.book(ADA, why, kind, ACME, Money.ofUsd(amount));
    }

    private LedgerEntry entry(String businessId) {
        return service.ledger.entries(ACME).stream()
                .filter(entry -> entry.businessId().equals(businessId))
                .findFirst()
                .orElseThrow();
    }

    /** Pins the business ids, because they are stored. With other ids, an earlier booking could be booked again. */
    @Test
    void anEntryIsIdentifiedByItsAmountAndReason() {
        var outcome = book(Kind.ADJUSTMENT, "-12.50", "invoice 17");
        book(Kind.GRANT, "20", "outage");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Booked.class,
                        booked -> assertThat(booked.wallet().cash()).isEqualTo(Money.ofUsd("12.50")));
        assertThat(entry("adj#a39d3815138b7d3a0dd053f1")).satisfies(entry -> {
            assertThat(entry.type()).isEqualTo(EntryType.ADJUSTMENT);
            assertThat(entry.purse()).isEqualTo(Purse.CASH);
            assertThat(entry.amount()).isEqualTo(Money.ofUsd("-12.50"));
        });
        assertThat(entry("grant#adf98555e417c18dba1321b1")).satisfies(entry -> {
            assertThat(entry.type()).isEqualTo(EntryType.GRANT);
            assertThat(entry.purse()).isEqualTo(Purse.GRANT);
            assertThat(entry.amount()).isEqualTo(Money.ofUsd("20"));
        });
        assertThat(service.wallet(ACME).grant()).isEqualTo(Money.ofUsd("20"));
        assertThat(service.log.acts())
                .containsExactly(
                        OperatorFixture.act("adj", "acme by $-12.500000000", "invoice 17"),
                        OperatorFixture.act("grant", "acme by $20.000000000", "outage"));
    }

    @Test
    void theSameAmountForTheSameReasonIsBookedOnceAndRecordedEachTime() {
        book(Kind.ADJUSTMENT, "-12.50", "invoice 17");
        var once = service.wallet(ACME);

        var outcome = book(Kind.ADJUSTMENT, "-12.5", "invoice 17");

        assertThat(outcome).isEqualTo(new Outcome.BookedBefore(once));
        assertThat(service.wallet(ACME)).isEqualTo(once);
        assertThat(service.log.acts()).hasSize(2);
    }

    @Test
    void anEntryIsCorrectedOnceWhateverTheReasonAndTheAmount() {
        var corrected = bookManualEntry.correct(ADA, "paid twice", ACME, "topup#cs_1", Money.ofUsd("-5"));
        var again = bookManualEntry.correct(ADA, "paid twice, really", ACME, "topup#cs_1", Money.ofUsd("-6"));

        assertThat(corrected).isInstanceOf(Outcome.Booked.class);
        assertThat(again).isInstanceOf(Outcome.BookedBefore.class);
        assertThat(entry("adj#topup#cs_1").amount()).isEqualTo(Money.ofUsd("-5"));
        assertThat(service.wallet(ACME).cash()).isEqualTo(Money.ofUsd("20"));
        assertThat(service.log.acts()).contains(OperatorFixture.act("correct", "acme by $-5.000000000", "paid twice"));
    }

    @Test
    void anotherReasonAnotherAmountOrAnotherKindIsBooked() {
        book(Kind.ADJUSTMENT, "1", "goodwill");

        assertThat(book(Kind.ADJUSTMENT, "1", "more goodwill")).isInstanceOf(Outcome.Booked.class);
        assertThat(book(Kind.ADJUSTMENT, "2", "goodwill")).isInstanceOf(Outcome.Booked.class);
        assertThat(book(Kind.GRANT, "1", "goodwill")).isInstanceOf(Outcome.Booked.class);
        assertThat(service.wallet(ACME).cash()).isEqualTo(Money.ofUsd("29"));
    }

    @Test
    void anAccountThatDoesNotExistIsReportedWithoutARecord() {
        var outcome = bookManualEntry.book(ADA, "why", Kind.GRANT, new AccountId("nobody"), Money.ofUsd("1"));

        assertThat(outcome).isEqualTo(new Outcome.NoAccount());
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void withoutARecordNothingIsBooked() {
        service.log.fail();

        assertThatIllegalStateException().isThrownBy(() -> book(Kind.ADJUSTMENT, "5", "why"));
        assertThatIllegalArgumentException().isThrownBy(() -> book(Kind.ADJUSTMENT, "5", " "));

        assertThat(service.wallet(ACME).cash()).isEqualTo(Money.ofUsd("25"));
    }

    @ParameterizedTest
    @CsvSource({
        "ADJUSTMENT, -1000000",
        "ADJUSTMENT, -0.000000001",
        "ADJUSTMENT, 1000000",
        "GRANT, 0.000000001",
        "GRANT, 1000000"
    })
    void amountsUpToAMillionAreAllowed(Kind kind, String amount) {
        assertThat(kind.isAllowed(Money.ofUsd(amount))).isTrue();
        assertThat(book(kind, amount, "why")).isInstanceOf(Outcome.Booked.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ADJUSTMENT, 0",
        "ADJUSTMENT, -1000000.000000001",
        "ADJUSTMENT, 1000000.000000001",
        "GRANT, 0",
        "GRANT, -0.000000001",
        "GRANT, 1000000.000000001"
    })
    void otherAmountsAreRefused(Kind kind, String amount) {
        assertThat(kind.isAllowed(Money.ofUsd(amount))).isFalse();

        assertThatIllegalArgumentException().isThrownBy(() -> book(kind, amount, "why"));
        assertThat(service.log.acts()).isEmpty();
        assertThat(service.ledger.entries(ACME)).hasSize(1);
    }
}
