package ai.tierup.dynamodb;

import ai.tierup.domain.assess.Shortlist;
import ai.tierup.domain.assess.Shortlists;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The shortlists in the transient table: {@code pk "SHORTLIST#<tier>"}. One that is not renewed for 40 days is forgotten. */
public final class DynamoDbShortlists implements Shortlists {

    private static final String PK = "SHORTLIST#";
    private static final Duration KEPT = Duration.ofDays(40);
    private static final String AT = "at";
    private static final String INCUMBENT = "incumbent";
    private static final String COST = "typicalCostNanoUsd";
    private static final String MODELS = "models";
    private static final String CHANGES = "changes";
    private static final String SLUG = "slug";
    private static final String INDEX = "index";
    private static final String HOSTS = "hosts";

    private final DynamoDbClient client;
    private final String table;

    public DynamoDbShortlists(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.transients();
    }

    private static Map<String, AttributeValue> key(TierId tier) {
        return Map.of("pk", AttributeValues.text(PK + tier.publicName()));
    }

    @Override
    public void write(Shortlist shortlist) {
        var item = new HashMap<>(key(shortlist.tier()));
        item.put(AT, AttributeValues.text(shortlist.at().toString()));
        item.put(INCUMBENT, AttributeValues.text(shortlist.incumbent()));
        item.put(COST, AttributeValues.amount(shortlist.incumbentCost()));
        item.put(
                MODELS,
                AttributeValue.fromL(shortlist.models().stream()
                        .map(DynamoDbShortlists::item)
                        .toList()));
        item.put(
                CHANGES,
                AttributeValue.fromL(
                        shortlist.changes().stream().map(AttributeValues::text).toList()));
        item.put(
                "expiresAtEpochSecond",
                AttributeValues.number(shortlist.at().plus(KEPT).getEpochSecond()));
        client.putItem(put -> put.tableName(table).item(item));
    }

    private static AttributeValue item(Shortlist.Model model) {
        var map = new HashMap<String, AttributeValue>();
        map.put(SLUG, AttributeValues.text(model.slug()));
        map.put(COST, AttributeValues.amount(model.typicalCost()));
        if (model.index() != null) {
            map.put(INDEX, AttributeValue.fromN(model.index().toString()));
        }
        if (model.hosts() != null) {
            map.put(HOSTS, AttributeValues.number(model.hosts()));
        }
        return AttributeValue.fromM(map);
    }

    @Override
    public List<Shortlist> all() {
        var keys = Arrays.stream(TierId.values()).map(DynamoDbShortlists::key).toList();
        return BatchGet.read(client, table, keys).stream()
                .map(DynamoDbShortlists::shortlist)
                .sorted(Comparator.comparing(Shortlist::tier))
                .toList();
    }

    private static Shortlist shortlist(Map<String, AttributeValue> item) {
        return new Shortlist(
                TierId.named(AttributeValues.text(item, "pk").substring(PK.length()))
                        .orElseThrow(),
                Instant.parse(AttributeValues.text(item, AT)),
                AttributeValues.text(item, INCUMBENT),
                AttributeValues.amount(item, COST),
                AttributeValues.required(item, MODELS).l().stream()
                        .map(model -> model(model.m()))
                        .toList(),
                AttributeValues.required(item, CHANGES).l().stream()
                        .map(AttributeValue::s)
                        .toList());
    }

    private static Shortlist.Model model(Map<String, AttributeValue> map) {
        return new Shortlist.Model(
                AttributeValues.text(map, SLUG),
                AttributeValues.amount(map, COST),
                map.containsKey(INDEX) ? Double.valueOf(map.get(INDEX).n()) : null,
                map.containsKey(HOSTS) ? Integer.valueOf(map.get(HOSTS).n()) : null);
    }
}
