package ai.tierup.functions.support.wiring;

import ai.tierup.domain.access.Mailer;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.alert.AlertChannels;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.ChangeAlerts;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.alert.FindAlerts;
import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.alert.Webhooks;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.webhooks.HttpsWebhooks;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/** Creates the use cases of alerts to customers. */
@Factory
final class AlertFactory {

    @Bean(typed = Webhooks.class, preDestroy = "close")
    @Singleton
    @Secondary
    HttpsWebhooks webhooks(InstantSource clock, @Named(ServiceFactory.VIRTUAL_THREADS) ExecutorService executor) {
        return new HttpsWebhooks(clock, executor);
    }

    @Singleton
    ChangeAlerts changeAlerts(
            Alerts alerts, Accounts accounts, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        return new ChangeAlerts(alerts, accounts, trail, clock, random);
    }

    @Singleton
    FindAlerts findAlerts(Accounts accounts, WalletLedger ledger, ApiKeys keys, AuditLog log) {
        return new FindAlerts(accounts, ledger, keys, log);
    }

    @Singleton
    RaiseAlerts raiseAlerts(
            Alerts alerts,
            ScanMarks marks,
            FindAlerts findAlerts,
            Journal journal,
            InstantSource clock,
            RandomGenerator random) {
        return new RaiseAlerts(alerts, marks, findAlerts, journal, clock, random);
    }

    @Singleton
    AlertChannels alertChannels(Alerts alerts, Accounts accounts, Mailer mailer, Webhooks webhooks, Journal journal) {
        return new AlertChannels(alerts, accounts, mailer, webhooks, journal);
    }

    @Singleton
    SendAlerts sendAlerts(
            Deliveries deliveries,
            AlertChannels channels,
            AuditTrail trail,
            Journal journal,
            InstantSource clock,
            @Named(ServiceFactory.VIRTUAL_THREADS) ExecutorService executor) {
        return new SendAlerts(deliveries, channels, trail, journal, clock, executor);
    }
}
