package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.alert.AlertSettings;
import ai.tierup.domain.alert.AlertState;
import ai.tierup.domain.alert.AlertTopics;
import ai.tierup.domain.alert.ReachedBudget;
import ai.tierup.domain.alert.Webhook;
import ai.tierup.domain.alert.WebhookSecret;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.audit.Network;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of an account's alerts. Its settings are at {@code pk "ALERTS"}, {@code sk "<account>"}, so that a job finds all of them by
 * one query; its state is at {@code pk "ALERTS#<account>"}.
 */
final class AlertItem {

    static final AttributeValue LIST = AttributeValues.text("ALERTS");

    static final String VERSION = "version";

    private static final String LOW_BALANCE = "lowBalance";
    private static final String BUDGETS = "budgets";
    private static final String NEW_NETWORKS = "newNetworks";
    private static final String REVOKED_KEYS = "revokedKeys";
    private static final String BY_MAIL = "byMail";
    private static final String WEBHOOK = "webhook";
    private static final String SECRET = "secret";
    private static final String SINCE = "since";
    private static final String IS_LOW = "isLow";
    private static final String SEEN = "seen";
    private static final String NETWORKS = "networks";
    private static final String SPENDER = "spender";
    private static final String WINDOW = "window";
    private static final String START = "start";
    private static final String PERCENT = "percent";

    private AlertItem() {}

    static Map<String, AttributeValue> settingsKey(AccountId account) {
        return Map.of("pk", LIST, "sk", AttributeValues.text(account.value()));
    }

    static Map<String, AttributeValue> stateKey(AccountId account) {
        return Map.of("pk", AttributeValues.text("ALERTS#" + account.value()), "sk", AttributeValues.text("-"));
    }

    static Map<String, AttributeValue> write(AlertSettings settings) {
        var topics = settings.topics();
        var item = new HashMap<>(settingsKey(settings.account()));
        var lowBalance = topics.lowBalance();
        if (lowBalance != null) {
            item.put(LOW_BALANCE, AttributeValues.amount(lowBalance));
        }
        item.put(BUDGETS, AttributeValue.fromBool(topics.budgets()));
        item.put(NEW_NETWORKS, AttributeValue.fromBool(topics.newNetworks()));
        item.put(REVOKED_KEYS, AttributeValue.fromBool(topics.revokedKeys()));
        item.put(BY_MAIL, AttributeValue.fromBool(settings.byMail()));
        var webhook = settings.webhook();
        if (webhook != null) {
            item.put(WEBHOOK, AttributeValues.text(webhook.address().toString()));
            item.put(SECRET, AttributeValues.text(webhook.secret().reveal()));
        }
        item.put(SINCE, AttributeValues.text(settings.since().toString()));
        return item;
    }

    static AlertSettings readSettings(Map<String, AttributeValue> item) {
        var topics = new AlertTopics(
                item.containsKey(LOW_BALANCE) ? AttributeValues.amount(item, LOW_BALANCE) : null,
                flag(item, BUDGETS),
                flag(item, NEW_NETWORKS),
                flag(item, REVOKED_KEYS));
        return new AlertSettings(
                new AccountId(AttributeValues.text(item, "sk")),
                topics,
                flag(item, BY_MAIL),
                webhook(item),
                Instant.parse(AttributeValues.text(item, SINCE)));
    }

    private static @Nullable Webhook webhook(Map<String, AttributeValue> item) {
        return item.containsKey(WEBHOOK)
                ? new Webhook(
                        URI.create(AttributeValues.text(item, WEBHOOK)),
                        new WebhookSecret(AttributeValues.text(item, SECRET)))
                : null;
    }

    static Map<String, AttributeValue> write(AlertState state) {
        var item = new HashMap<>(stateKey(state.account()));
        item.put(VERSION, AttributeValues.number(state.version()));
        item.put(IS_LOW, AttributeValue.fromBool(state.isLow()));
        var seen = state.seen();
        if (seen != null) {
            item.put(SEEN, AttributeValues.text(seen.value()));
        }
        item.put(
                NETWORKS,
                AttributeValue.fromM(state.networks().entrySet().stream()
                        .collect(Collectors.toMap(
                                network -> network.getKey().prefix(),
                                network -> AttributeValues.number(
                                        network.getValue().toEpochMilli())))));
        item.put(
                BUDGETS,
                AttributeValue.fromL(
                        state.budgets().stream().map(AlertItem::write).toList()));
        return item;
    }

    private static AttributeValue write(ReachedBudget budget) {
        return AttributeValue.fromM(Map.of(
                SPENDER, AttributeValues.text(budget.spender().value()),
                WINDOW, AttributeValues.text(budget.window().name()),
                START, AttributeValues.day(budget.start()),
                PERCENT, AttributeValues.number(budget.percent())));
    }

    static AlertState readState(AccountId account, Map<String, AttributeValue> item) {
        return new AlertState(
                account,
                AttributeValues.number(item, VERSION),
                flag(item, IS_LOW),
                item.containsKey(SEEN) ? new AuditEventId(AttributeValues.text(item, SEEN)) : null,
                AttributeValues.required(item, NETWORKS).m().entrySet().stream()
                        .collect(Collectors.toMap(
                                network -> new Network(network.getKey()),
                                network -> Instant.ofEpochMilli(
                                        Long.parseLong(network.getValue().n())))),
                AttributeValues.required(item, BUDGETS).l().stream()
                        .map(AttributeValue::m)
                        .map(AlertItem::readBudget)
                        .collect(Collectors.toSet()));
    }

    private static ReachedBudget readBudget(Map<String, AttributeValue> item) {
        return new ReachedBudget(
                new SpenderId(AttributeValues.text(item, SPENDER)),
                Window.valueOf(AttributeValues.text(item, WINDOW)),
                AttributeValues.day(item, START),
                Math.toIntExact(AttributeValues.number(item, PERCENT)));
    }

    private static boolean flag(Map<String, AttributeValue> item, String name) {
        return AttributeValues.required(item, name).bool();
    }
}
