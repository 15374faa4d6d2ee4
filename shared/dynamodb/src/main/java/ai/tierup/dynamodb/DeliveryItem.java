package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.AlertType;
import ai.tierup.domain.alert.Channel;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.DeliveryId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a delivery: {@code pk "DELIVERIES"}, {@code sk "<millisecond>#<id>"}, in the order in which they are due. */
final class DeliveryItem {

    static final AttributeValue LIST = AttributeValues.text("DELIVERIES");

    private DeliveryItem() {}

    static Map<String, AttributeValue> key(Delivery delivery) {
        return Map.of(
                "pk",
                LIST,
                "sk",
                AttributeValues.text(
                        position(delivery.dueAt()) + "#" + delivery.id().value()));
    }

    /** The part of a sort key that orders deliveries by their times. */
    static String position(Instant time) {
        return String.format(Locale.ROOT, "%013d", time.toEpochMilli());
    }

    static Map<String, AttributeValue> write(Delivery delivery) {
        var alert = delivery.alert();
        var item = new HashMap<>(key(delivery));
        item.put("id", AttributeValues.text(delivery.id().value()));
        item.put("account", AttributeValues.text(delivery.account().value()));
        item.put("channel", AttributeValues.text(delivery.channel().name()));
        item.put("type", AttributeValues.text(alert.type().publicName()));
        item.put("at", AttributeValues.text(alert.at().toString()));
        item.put(
                "details",
                AttributeValue.fromM(alert.details().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, detail -> AttributeValues.text(detail.getValue())))));
        item.put("attempts", AttributeValues.number(delivery.attempts()));
        item.put("dueAt", AttributeValues.text(delivery.dueAt().toString()));
        return item;
    }

    static Delivery read(Map<String, AttributeValue> item) {
        return new Delivery(
                new DeliveryId(AttributeValues.text(item, "id")),
                new AccountId(AttributeValues.text(item, "account")),
                Channel.valueOf(AttributeValues.text(item, "channel")),
                readAlert(item),
                Math.toIntExact(AttributeValues.number(item, "attempts")),
                Instant.parse(AttributeValues.text(item, "dueAt")));
    }

    private static Alert readAlert(Map<String, AttributeValue> item) {
        var type = AttributeValues.text(item, "type");
        return new Alert(
                AlertType.named(type).orElseThrow(() -> new IllegalStateException("Unknown alert: " + type)),
                Instant.parse(AttributeValues.text(item, "at")),
                AttributeValues.required(item, "details").m().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, detail -> detail.getValue().s())));
    }
}
