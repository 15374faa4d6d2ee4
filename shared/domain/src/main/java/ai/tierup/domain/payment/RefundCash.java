package ai.tierup.domain.payment;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refunds the cash that a deleted account has left, the newest payment first. A call that ended anywhere may be repeated: before it refunds a
 * payment, it books the refunds that the payment has, and the provider makes each only once.
 */
public final class RefundCash {

    private static final int PAGE_SIZE = 50;

    private final PaymentProvider provider;
    private final TopUpOrders orders;
    private final BookReversals bookReversals;
    private final WalletLedger ledger;

    public RefundCash(PaymentProvider provider, TopUpOrders orders, BookReversals bookReversals, WalletLedger ledger) {
        this.provider = provider;
        this.orders = orders;
        this.bookReversals = bookReversals;
        this.ledger = ledger;
    }

    /** Why nothing may be refunded. */
    public enum Refusal {
        NO_ACCOUNT,

        /** The customer could spend the money meanwhile. */
        NOT_DELETED,

        /** Requests that are running have not been charged yet. */
        HAS_OPEN_HOLDS,

        /** A bank may take a payment back. */
        IS_DISPUTED
    }

    /**
     * A refund that was made.
     *
     * @param topUp the top-up whose payment it is a part of
     */
    public record Made(TopUpId topUp, Money amount) {}

    /**
     * The result of {@link #refund}.
     *
     * @param made refunds that this call has made
     * @param left cash that is left: less than a cent, or what no payment covers
     */
    public record Result(List<Made> made, Money left) {

        public Result {
            made = List.copyOf(made);
        }
    }

    /** Returns why nothing may be refunded to an account; empty if something may. */
    public Optional<Refusal> refusal(AccountId account) {
        return ledger.find(account).map(RefundCash::refusal).orElseGet(() -> Optional.of(Refusal.NO_ACCOUNT));
    }

    private static Optional<Refusal> refusal(Wallet wallet) {
        if (!wallet.frozenBy().contains(Freezes.DELETED)) {
            return Optional.of(Refusal.NOT_DELETED);
        }
        if (!wallet.holds().isEmpty()) {
            return Optional.of(Refusal.HAS_OPEN_HOLDS);
        }
        return wallet.frozenBy().stream().anyMatch(Freezes::isDispute)
                ? Optional.of(Refusal.IS_DISPUTED)
                : Optional.empty();
    }

    /**
     * Refunds what is left, if there is no {@link #refusal}.
     *
     * @throws PaymentsUnavailable when the provider cannot be reached, or refuses a refund; call again
     */
    public Result refund(AccountId account) {
        if (refusal(account).isPresent()) {
            throw new IllegalStateException("Nothing may be refunded to " + account);
        }
        var made = new ArrayList<Made>();
        @Nullable TopUpId before = null;
        while (hasCents(account)) {
            var page = orders.newest(account, before, PAGE_SIZE);
            for (var order : page) {
                if (hasCents(account)) {
                    refund(order).ifPresent(made::add);
                }
            }
            if (page.size() < PAGE_SIZE) {
                break;
            }
            before = page.getLast().id();
        }
        return new Result(made, cash(account));
    }

    private boolean hasCents(AccountId account) {
        return Charge.centsIn(cash(account)) > 0;
    }

    private Money cash(AccountId account) {
        return ledger.find(account).orElseThrow().cash();
    }

    private Optional<Made> refund(TopUpOrder order) {
        var session = order.session();
        if (order.status() != TopUpOrder.Status.PAID || session == null) {
            return Optional.empty();
        }
        var payment = provider.session(session).map(CheckoutSession::payment);
        return payment.flatMap(found -> refund(order, found));
    }

    /**
     * Refunds of a payment what is left. The refunds that it has are counted first and booked then. One that is made in between by somebody
     * else has the number that this one would have, so only one of the two is made.
     */
    private Optional<Made> refund(TopUpOrder order, PaymentId payment) {
        var refunds = provider.refunds(payment);
        bookReversals.book(payment);
        var cents = Math.min(Charge.centsIn(cash(order.account())), unrefunded(order, payment, refunds));
        if (cents <= 0) {
            return Optional.empty();
        }
        var charge = Charge.ofCents(cents);
        provider.refund(payment, charge, refunds.size());
        bookReversals.book(payment);
        return Optional.of(new Made(order.id(), charge.money().orElseThrow()));
    }

    /** What is left of a payment, in cents. The provider refunds nothing of a payment that was taken back or may be. */
    private long unrefunded(TopUpOrder order, PaymentId payment, List<Refund> refunds) {
        var isTakenBack = provider.disputes(payment).stream().anyMatch(dispute -> dispute.open() || sum(dispute) < 0);
        var refunded = refunds.stream()
                .filter(refund -> !refund.failed())
                .mapToLong(refund -> refund.charge().minorUnits())
                .sum();
        return isTakenBack ? 0 : Charge.of(order.amount()).minorUnits() - refunded;
    }

    private static long sum(Dispute dispute) {
        return dispute.movements().stream()
                .mapToLong(movement -> movement.charge().minorUnits())
                .sum();
    }
}
