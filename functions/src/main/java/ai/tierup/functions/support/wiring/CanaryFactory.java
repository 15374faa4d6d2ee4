package ai.tierup.functions.support.wiring;

import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.canary.CanaryCounters;
import ai.tierup.domain.canary.JudgeCanary;
import ai.tierup.domain.canary.WatchCanary;
import ai.tierup.domain.operator.OperatorLog;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.dynamodb.DynamoDbCanaryCounters;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.functions.support.forms.JsonForm;
import ai.tierup.functions.support.observability.Journal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Creates what compares a canary of the tier mapping with the live version. */
@Factory
final class CanaryFactory {

    @Singleton
    CanaryCounters canaryCounters(DynamoDbClients clients, Settings settings) {
        return new DynamoDbCanaryCounters(clients, settings.store().tables());
    }

    @Singleton
    WatchCanary watchCanary(TierCatalogue catalogue, CanaryCounters counters, Journal journal, InstantSource clock) {
        return new WatchCanary(catalogue, counters, new JsonForm(), journal, clock);
    }

    @Singleton
    JudgeCanary judgeCanary(
            TierCatalogue catalogue,
            CanaryCounters counters,
            OperatorLog log,
            AuditTrail trail,
            Journal journal,
            InstantSource clock) {
        return new JudgeCanary(catalogue, counters, log, trail, journal, clock);
    }
}
