package ai.tierup.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.TopUpOrder.Status;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletLedger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The contract of every {@link TopUpOrders}. */
public abstract class TopUpOrdersContract {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final Money AMOUNT = Money.ofUsd("25");
    private static final SessionId SESSION = new SessionId("cs_1");

    private static int accounts;

    private final AccountId account = new AccountId("paying-" + ++accounts);
    private final TopUpOrder order =
            TopUpOrder.placed(TopUpId.of(Instant.parse("2026-11-25T12:00:00Z"), accounts), account, AMOUNT);

    protected abstract TopUpOrders orders();

    protected abstract WalletLedger ledger();

    protected abstract Accounts accounts();

    private CheckoutSession session(SessionId id) {
        return session(id, order);
    }

    private CheckoutSession session(SessionId id, TopUpOrder of) {
        return new CheckoutSession(
                id,
                CheckoutSession.Status.OPEN,
                PaymentMode.TEST,
                new OrderReference("test", account, of.id()),
                Charge.of(AMOUNT),
                null,
                URI.create("https://pay.example/" + id),
                null);
    }

    private LedgerEntry entry(SessionId session) {
        return TestEntries.entry(account, FulfilTopUp.businessId(session), EntryType.TOP_UP, Purse.CASH, AMOUNT, TODAY);
    }

    private void open() {
        ledger().open(TestEntries.opening(account, "adj#1", Money.ZERO, TODAY), Money.ZERO);
        orders().add(order);
    }

    private TopUpOrder found() {
        return orders().find(account, order.id()).orElseThrow();
    }

    private Money cash() {
        return ledger().find(account).orElseThrow().cash();
    }

    @Test
    void aClosedAccountGetsNoOrder() {
        accounts().close(account, Instant.EPOCH);

        assertThatThrownBy(() -> orders().add(order)).isInstanceOf(AccountDeleted.class);

        assertThat(orders().find(account, order.id())).isEmpty();
    }

    @Test
    void anOrderIsFoundForItsOwnAccountOnly() {
        open();

        assertThat(found()).isEqualTo(order);
        assertThat(orders().find(new AccountId("somebody-else"), order.id())).isEmpty();
        assertThat(orders().find(account, TopUpId.of(Instant.EPOCH, 7))).isEmpty();
    }

    @Test
    void addingAPaidOrderAgainLeavesItPaid() {
        open();
        orders().pay(order, SESSION, entry(SESSION));

        orders().add(order);

        assertThat(found().status()).isEqualTo(Status.PAID);
        assertThat(found().session()).isEqualTo(SESSION);
    }

    @Test
    void anotherAccountsOrderWithTheSameIdIsAnother() {
        open();
        var stranger = new AccountId("somebody-else-" + accounts);

        orders().add(TopUpOrder.placed(order.id(), stranger, Money.ofUsd("7")));
        orders().close(order, Status.EXPIRED);

        assertThat(found()).isEqualTo(order.with(Status.EXPIRED));
        assertThat(orders().find(stranger, order.id()).orElseThrow().status()).isEqualTo(Status.PENDING);
    }

    @Test
    void anAccountsOrdersAreListedNewestFirst() {
        open();
        var second = placedAt("2026-11-25T12:00:01Z");
        var third = placedAt("2026-11-26T00:00:00Z");
        orders().attachSession(second, session(SESSION, second));
        orders().add(TopUpOrder.placed(TopUpId.of(Instant.EPOCH, 1), new AccountId("another-" + accounts), AMOUNT));

        assertThat(orders().newest(account, null, 10))
                .containsExactly(third, second.with(session(SESSION, second)), order);
        assertThat(orders().newest(account, null, 1)).containsExactly(third);
        assertThat(orders().newest(account, second.id(), 10)).containsExactly(order);
        assertThat(orders().newest(account, order.id(), 10)).isEmpty();
    }

    @Test
    void anAutomaticOrderStaysOne() {
        open();
        var automatic = TopUpOrder.automatic(TopUpId.of(Instant.parse("2026-11-26T12:00:00Z"), 1), account, AMOUNT);
        orders().add(automatic);

        orders().pay(automatic, SESSION, entry(SESSION));

        assertThat(orders().find(account, automatic.id()))
                .hasValueSatisfying(order -> assertThat(order.isAutomatic()).isTrue());
        assertThat(orders().find(account, order.id()))
                .hasValueSatisfying(order -> assertThat(order.isAutomatic()).isFalse());
    }

    private TopUpOrder placedAt(String time) {
        var placed = TopUpOrder.placed(TopUpId.of(Instant.parse(time), 0), account, AMOUNT);
        orders().add(placed);
        return placed;
    }

    @Test
    void anOrderHasOneCheckout() {
        open();

        orders().attachSession(order, session(SESSION));
        orders().attachSession(order, session(SESSION));

        assertThat(found()).isEqualTo(order.with(session(SESSION)));
        assertThatThrownBy(() -> orders().attachSession(order, session(new SessionId("cs_2"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChargeHasNoPageAndPaysItsOrder() {
        open();
        var opened = session(SESSION);
        var charge = new CheckoutSession(
                SESSION,
                CheckoutSession.Status.PENDING,
                opened.mode(),
                opened.reference(),
                opened.charge(),
                new PaymentId("pi_1"),
                null,
                null);

        orders().attachSession(order, charge);
        assertThat(found()).isEqualTo(order.with(charge));
        assertThat(found().checkoutUrl()).isNull();

        assertThat(orders().pay(order, SESSION, entry(SESSION))).isEqualTo(new BookAnswer.Booked());
        assertThat(found().status()).isEqualTo(Status.PAID);
    }

    @Test
    void payingBooksTheEntryAndTheOrderOnce() {
        open();
        orders().attachSession(order, session(SESSION));

        assertThat(orders().pay(order, SESSION, entry(SESSION))).isEqualTo(new BookAnswer.Booked());
        assertThat(orders().pay(order, SESSION, entry(SESSION))).isEqualTo(new BookAnswer.AlreadyBooked());

        assertThat(found().status()).isEqualTo(Status.PAID);
        assertThat(cash()).isEqualTo(AMOUNT);
    }

    @Test
    void anOrderIsPaidEvenIfItsCheckoutWasNeverStored() {
        open();

        orders().pay(order, SESSION, entry(SESSION));

        assertThat(found().session()).isEqualTo(SESSION);
        assertThat(found().status()).isEqualTo(Status.PAID);
    }

    @Test
    void anotherCheckoutDoesNotPayAnOrder() {
        open();
        orders().attachSession(order, session(SESSION));
        var other = new SessionId("cs_2");

        assertThatThrownBy(() -> orders().pay(order, other, entry(other))).isInstanceOf(IllegalStateException.class);
        assertThat(found().status()).isEqualTo(Status.PENDING);
    }

    @Test
    void onlyPendingOrdersAreClosed() {
        open();

        orders().close(order, Status.EXPIRED);
        orders().close(order, Status.FAILED);

        assertThat(found().status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aLatePaymentPaysAClosedOrder() {
        open();
        orders().close(order, Status.FAILED);

        orders().pay(order, SESSION, entry(SESSION));
        orders().close(order, Status.EXPIRED);

        assertThat(found().status()).isEqualTo(Status.PAID);
        assertThat(cash()).isEqualTo(AMOUNT);
    }

    @Test
    void withoutAWalletNothingIsPaid() {
        orders().add(order);

        assertThat(orders().pay(order, SESSION, entry(SESSION))).isEqualTo(new BookAnswer.NoWallet());
        assertThat(found().status()).isEqualTo(Status.PENDING);
    }
}
