package ai.tierup.functions.support.wiring;

import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.autotopup.ChangeAutoTopUp;
import ai.tierup.domain.credit.ReleaseCredit;
import ai.tierup.domain.payment.BookReversals;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.domain.payment.TopUpKeys;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.functions.support.snapstart.Snapshots;
import ai.tierup.stripe.StripePayments;
import ai.tierup.stripe.StripeSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Creates the payment provider and the use cases of payments. */
@Factory
final class PaymentFactory {

    @Bean(preDestroy = "close")
    @Singleton
    StripePayments payments(Settings settings, CurrentSecrets<PaymentSecrets> secrets, Snapshots snapshots) {
        var payments = new StripePayments(
                StripeSettings.at(settings.payments()),
                () -> secrets.current()
                        .paymentKey()
                        .orElseThrow(() -> new PaymentsUnavailable("the payment provider's key is not set")));
        snapshots.afterRestore(payments::renewConnections);
        return payments;
    }

    @Singleton
    PlaceTopUp placeTopUp(
            PaymentProvider payments,
            TopUpOrders orders,
            TopUpKeys keys,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random,
            Settings settings) {
        return new PlaceTopUp(payments, orders, keys, trail, clock, random, settings.stage());
    }

    @Singleton
    FulfilTopUp fulfilTopUp(
            PaymentProvider payments,
            TopUpOrders orders,
            BookEntry bookEntry,
            ReleaseCredit releaseCredit,
            ChangeAutoTopUp methods,
            Journal journal,
            Settings settings) {
        return new FulfilTopUp(payments, orders, bookEntry, releaseCredit, methods, journal, settings.stage());
    }

    @Singleton
    BookReversals bookReversals(
            PaymentProvider payments,
            FulfilTopUp fulfilTopUp,
            BookEntry bookEntry,
            WalletLedger ledger,
            AuditTrail trail,
            Journal journal) {
        return new BookReversals(payments, fulfilTopUp, bookEntry, ledger, trail, journal);
    }
}
