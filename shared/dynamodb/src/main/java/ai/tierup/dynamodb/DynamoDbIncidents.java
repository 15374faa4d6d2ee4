package ai.tierup.dynamodb;

import ai.tierup.domain.status.Incident;
import ai.tierup.domain.status.IncidentId;
import ai.tierup.domain.status.IncidentUpdate;
import ai.tierup.domain.status.Incidents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Incidents in the directory table, one item {@code INCIDENTS / <id>} with all its updates. */
public final class DynamoDbIncidents implements Incidents {

    private static final String PK = "INCIDENTS";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbIncidents(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        var answer = client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
        return answer.hasItem() ? Optional.of(read(answer.item())) : Optional.empty();
    }

    @Override
    public List<Incident> since(LocalDate day) {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND sk >= :day")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValues.text(PK), ":day", AttributeValues.day(day)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(DynamoDbIncidents::read)
                .sorted(Comparator.comparing(Incident::id).reversed())
                .toList();
    }

    @Override
    public boolean put(Incident next) {
        var item = new HashMap<>(key(next.id()));
        item.put("title", AttributeValues.text(next.title()));
        item.put(
                "updates",
                AttributeValue.fromL(
                        next.updates().stream().map(DynamoDbIncidents::write).toList()));
        var seen = next.updates().size() - 1;
        try {
            client.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(seen == 0 ? Documents.IF_ABSENT : "size(updates) = :seen")
                    .expressionAttributeValues(seen == 0 ? null : Map.of(":seen", AttributeValues.number(seen))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // A write whose answer is lost is sent again, and finds its own effect.
            return find(next.id()).filter(next::equals).isPresent();
        }
    }

    private static AttributeValue write(IncidentUpdate update) {
        return AttributeValue.fromM(Map.of(
                "at", AttributeValues.text(update.at().toString()),
                "text", AttributeValues.text(update.text()),
                "resolves", AttributeValue.fromBool(update.resolves())));
    }

    private static Incident read(Map<String, AttributeValue> item) {
        return new Incident(
                IncidentId.parse(AttributeValues.text(item, "sk")).orElseThrow(),
                AttributeValues.text(item, "title"),
                AttributeValues.required(item, "updates").l().stream()
                        .map(AttributeValue::m)
                        .map(update -> new IncidentUpdate(
                                Instant.parse(AttributeValues.text(update, "at")),
                                AttributeValues.text(update, "text"),
                                AttributeValues.required(update, "resolves").bool()))
                        .toList());
    }

    private static Map<String, AttributeValue> key(IncidentId id) {
        return Map.of("pk", AttributeValues.text(PK), "sk", AttributeValues.text(id.toString()));
    }
}
