package ai.tierup.functions.support.wiring;

import ai.tierup.domain.access.Challenges;
import ai.tierup.domain.access.DayQuotas;
import ai.tierup.domain.access.Sessions;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.PlatformBooks;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import ai.tierup.domain.keys.KeyUses;
import ai.tierup.domain.keys.PaceCounters;
import ai.tierup.domain.operator.AccountOpenings;
import ai.tierup.domain.operator.OperatorLog;
import ai.tierup.domain.payment.TopUpKeys;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.recall.KeptOutputs;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.routing.SharedBreakers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.wallet.LaneStore;
import ai.tierup.domain.wallet.LanedLedger;
import ai.tierup.domain.wallet.LanedScan;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.dynamodb.DynamoDbAccountOpenings;
import ai.tierup.dynamodb.DynamoDbAccounts;
import ai.tierup.dynamodb.DynamoDbAlerts;
import ai.tierup.dynamodb.DynamoDbApiKeys;
import ai.tierup.dynamodb.DynamoDbAuditLog;
import ai.tierup.dynamodb.DynamoDbAutoTopUps;
import ai.tierup.dynamodb.DynamoDbBooks;
import ai.tierup.dynamodb.DynamoDbChallenges;
import ai.tierup.dynamodb.DynamoDbCheckpoints;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbDayQuotas;
import ai.tierup.dynamodb.DynamoDbDeliveries;
import ai.tierup.dynamodb.DynamoDbIdempotentAnswers;
import ai.tierup.dynamodb.DynamoDbKeptOutputs;
import ai.tierup.dynamodb.DynamoDbKeyUses;
import ai.tierup.dynamodb.DynamoDbMarkers;
import ai.tierup.dynamodb.DynamoDbOperatorLog;
import ai.tierup.dynamodb.DynamoDbPaceCounters;
import ai.tierup.dynamodb.DynamoDbPlatformBooks;
import ai.tierup.dynamodb.DynamoDbPoolLedger;
import ai.tierup.dynamodb.DynamoDbScanMarks;
import ai.tierup.dynamodb.DynamoDbSessions;
import ai.tierup.dynamodb.DynamoDbSharedBreakers;
import ai.tierup.dynamodb.DynamoDbSignUpCredits;
import ai.tierup.dynamodb.DynamoDbTeams;
import ai.tierup.dynamodb.DynamoDbTierCatalogue;
import ai.tierup.dynamodb.DynamoDbToolCallMemory;
import ai.tierup.dynamodb.DynamoDbTopUpKeys;
import ai.tierup.dynamodb.DynamoDbTopUpOrders;
import ai.tierup.dynamodb.DynamoDbUsageLog;
import ai.tierup.dynamodb.DynamoDbUsageRollups;
import ai.tierup.dynamodb.DynamoDbWalletLedger;
import ai.tierup.dynamodb.DynamoDbWalletScan;
import ai.tierup.dynamodb.RenewableHttpClient;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Creates the stores behind the domain's ports. */
@Factory
final class StoreFactory {

    @Bean(preDestroy = "close")
    @Singleton
    RenewableHttpClient connections(Settings settings) {
        return new RenewableHttpClient(
                () -> DynamoDbClients.connections(settings.store().endpoint()));
    }

    @Bean(preDestroy = "close")
    @Singleton
    DynamoDbClients clients(Settings settings, RenewableHttpClient connections) {
        return DynamoDbClients.of(settings.store().region(), settings.store().endpoint(), connections);
    }

    @Singleton
    LaneStore laneStore(DynamoDbClients clients, Settings settings) {
        return new DynamoDbWalletLedger(clients, settings.store().tables());
    }

    @Singleton
    WalletLedger walletLedger(LaneStore lanes, WalletRules rules, InstantSource clock) {
        return new LanedLedger(lanes, rules, clock);
    }

    @Singleton
    PoolLedger poolLedger(DynamoDbClients clients, Settings settings) {
        return new DynamoDbPoolLedger(clients, settings.store().tables());
    }

    @Singleton
    UsageLog usageLog(DynamoDbClients clients, Settings settings) {
        return new DynamoDbUsageLog(clients, settings.store().tables());
    }

    @Singleton
    UsageRollups usageRollups(DynamoDbClients clients, Settings settings) {
        return new DynamoDbUsageRollups(clients, settings.store().tables());
    }

    @Singleton
    Books books(DynamoDbClients clients, Settings settings) {
        return new DynamoDbBooks(clients, settings.store().tables());
    }

    @Singleton
    PlatformBooks platformBooks(DynamoDbClients clients, Settings settings) {
        return new DynamoDbPlatformBooks(clients, settings.store().tables());
    }

    @Singleton
    WalletScan walletScan(DynamoDbClients clients, Settings settings, WalletLedger ledger) {
        return new LanedScan(new DynamoDbWalletScan(clients, settings.store().tables()), ledger);
    }

    @Singleton
    ScanMarks scanMarks(DynamoDbClients clients, Settings settings, InstantSource clock) {
        return new DynamoDbScanMarks(clients, settings.store().tables(), clock);
    }

    @Singleton
    Checkpoints checkpoints(DynamoDbClients clients, Settings settings, InstantSource clock) {
        return new DynamoDbCheckpoints(clients, settings.store().tables(), clock);
    }

    @Singleton
    ApiKeys apiKeys(DynamoDbClients clients, Settings settings) {
        return new DynamoDbApiKeys(clients, settings.store().tables());
    }

    @Singleton
    KeyUses keyUses(DynamoDbClients clients, Settings settings) {
        return new DynamoDbKeyUses(clients, settings.store().tables());
    }

    @Singleton
    Teams teams(DynamoDbClients clients, Settings settings) {
        return new DynamoDbTeams(clients, settings.store().tables());
    }

    @Singleton
    Accounts accounts(DynamoDbClients clients, Settings settings) {
        return new DynamoDbAccounts(clients, settings.store().tables());
    }

    @Singleton
    AccountOpenings accountOpenings(DynamoDbClients clients, Settings settings) {
        return new DynamoDbAccountOpenings(clients, settings.store().tables());
    }

    @Singleton
    OperatorLog operatorLog(DynamoDbClients clients, Settings settings) {
        return new DynamoDbOperatorLog(clients, settings.store().tables());
    }

    @Singleton
    AuditTrail auditTrail(AuditLog log, InstantSource clock, RandomGenerator random) {
        return new AuditTrail(log, clock, random);
    }

    @Singleton
    Challenges challenges(DynamoDbClients clients, Settings settings) {
        return new DynamoDbChallenges(clients, settings.store().tables());
    }

    @Singleton
    DayQuotas dayQuotas(DynamoDbClients clients, Settings settings) {
        return new DynamoDbDayQuotas(clients, settings.store().tables());
    }

    @Singleton
    Sessions sessions(DynamoDbClients clients, Settings settings) {
        return new DynamoDbSessions(clients, settings.store().tables());
    }

    @Singleton
    AuditLog auditLog(DynamoDbClients clients, Settings settings) {
        return new DynamoDbAuditLog(clients, settings.store().tables());
    }

    @Singleton
    Alerts alerts(DynamoDbClients clients, Settings settings) {
        return new DynamoDbAlerts(clients, settings.store().tables());
    }

    @Singleton
    AutoTopUps autoTopUps(DynamoDbClients clients, Settings settings) {
        return new DynamoDbAutoTopUps(clients, settings.store().tables());
    }

    @Singleton
    Deliveries deliveries(DynamoDbClients clients, Settings settings) {
        return new DynamoDbDeliveries(clients, settings.store().tables());
    }

    @Singleton
    SignUpCredits signUpCredits(DynamoDbClients clients, Settings settings) {
        return new DynamoDbSignUpCredits(clients, settings.store().tables());
    }

    @Singleton
    TierCatalogue tierCatalogue(DynamoDbClients clients, Settings settings, InstantSource clock) {
        return new DynamoDbTierCatalogue(clients, settings.store().tables(), clock);
    }

    @Singleton
    ToolCallMemory toolCallMemory(DynamoDbClients clients, Settings settings, InstantSource clock) {
        return new DynamoDbToolCallMemory(clients, settings.store().tables(), clock);
    }

    @Singleton
    KeptOutputs keptOutputs(DynamoDbClients clients, Settings settings) {
        return new DynamoDbKeptOutputs(clients, settings.store().tables());
    }

    @Singleton
    SharedBreakers sharedBreakers(DynamoDbClients clients, Settings settings) {
        return new DynamoDbSharedBreakers(clients, settings.store().tables());
    }

    @Singleton
    Markers markers(DynamoDbClients clients, Settings settings) {
        return new DynamoDbMarkers(clients, settings.store().tables());
    }

    @Singleton
    PaceCounters paceCounters(DynamoDbClients clients, Settings settings) {
        return new DynamoDbPaceCounters(clients, settings.store().tables());
    }

    @Singleton
    IdempotentAnswers idempotentAnswers(DynamoDbClients clients, Settings settings) {
        return new DynamoDbIdempotentAnswers(clients, settings.store().tables());
    }

    @Singleton
    TopUpKeys topUpKeys(DynamoDbClients clients, Settings settings) {
        return new DynamoDbTopUpKeys(clients, settings.store().tables());
    }

    @Singleton
    TopUpOrders topUpOrders(DynamoDbClients clients, Settings settings) {
        return new DynamoDbTopUpOrders(clients, settings.store().tables());
    }
}
