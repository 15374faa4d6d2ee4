package ai.tierup.functions.support.wiring;

import ai.tierup.domain.status.CountRequests;
import ai.tierup.domain.status.Incidents;
import ai.tierup.domain.status.ServiceDays;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbIncidents;
import ai.tierup.dynamodb.DynamoDbServiceDays;
import ai.tierup.functions.support.observability.Journal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Creates what the status page tells: the counts of requests, and the incidents. */
@Factory
final class StatusFactory {

    @Singleton
    ServiceDays serviceDays(DynamoDbClients clients, Settings settings) {
        return new DynamoDbServiceDays(clients, settings.store().tables());
    }

    @Singleton
    Incidents incidents(DynamoDbClients clients, Settings settings) {
        return new DynamoDbIncidents(clients, settings.store().tables());
    }

    @Singleton
    CountRequests countRequests(ServiceDays days, Journal journal, InstantSource clock) {
        return new CountRequests(days, journal, clock);
    }
}
