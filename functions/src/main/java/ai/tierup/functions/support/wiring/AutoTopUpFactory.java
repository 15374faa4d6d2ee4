package ai.tierup.functions.support.wiring;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.UrgentAlerts;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.autotopup.AdvanceAutoTopUp;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.autotopup.ChangeAutoTopUp;
import ai.tierup.domain.autotopup.PauseAutoTopUp;
import ai.tierup.domain.autotopup.RunAutoTopUps;
import ai.tierup.domain.autotopup.SavedMethodCharges;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.observability.Journal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Creates the use cases of automatic top-ups. */
@Factory
final class AutoTopUpFactory {

    @Singleton
    ChangeAutoTopUp changeAutoTopUp(AutoTopUps autoTopUps, AuditTrail trail) {
        return new ChangeAutoTopUp(autoTopUps, trail);
    }

    @Singleton
    SavedMethodCharges savedMethodCharges(
            PaymentProvider payments,
            TopUpOrders orders,
            FulfilTopUp fulfilTopUp,
            InstantSource clock,
            RandomGenerator random,
            Settings settings) {
        return new SavedMethodCharges(payments, orders, fulfilTopUp, clock, random, settings.stage());
    }

    @Singleton
    PauseAutoTopUp pauseAutoTopUp(
            AutoTopUps autoTopUps,
            PlaceTopUp placeTopUp,
            Alerts alerts,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random) {
        var urgentAlerts = new UrgentAlerts(alerts, clock, random);
        return new PauseAutoTopUp(autoTopUps, placeTopUp, urgentAlerts, trail, clock);
    }

    @Singleton
    RunAutoTopUps runAutoTopUps(
            AutoTopUps autoTopUps,
            Accounts accounts,
            WalletLedger ledger,
            SavedMethodCharges charges,
            PauseAutoTopUp pauseAutoTopUp,
            AuditTrail trail,
            ScanMarks marks,
            Journal journal,
            InstantSource clock) {
        var advance = new AdvanceAutoTopUp(autoTopUps, accounts, ledger, charges, pauseAutoTopUp, trail, clock);
        return new RunAutoTopUps(autoTopUps, advance, marks, journal);
    }
}
