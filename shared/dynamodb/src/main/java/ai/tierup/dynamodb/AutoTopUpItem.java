package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.autotopup.AutoTopUp;
import ai.tierup.domain.autotopup.AutoTopUpRule;
import ai.tierup.domain.autotopup.PauseReason;
import ai.tierup.domain.autotopup.Progress;
import ai.tierup.domain.autotopup.RunningCharge;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.SavedMethod;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of an account's automatic top-ups: {@code pk "AUTOTOPUP"}, {@code sk "<account>"}, so that a job finds all by one query. */
final class AutoTopUpItem {

    static final AttributeValue LIST = AttributeValues.text("AUTOTOPUP");

    static final String VERSION = "version";

    private static final String RULE = "rule";
    private static final String METHOD = "method";
    private static final String SAVED_WITH = "savedWith";
    private static final String DISCARDED = "discarded";
    private static final String RUNNING = "running";
    private static final String RUNNING_METHOD = "runningMethod";
    private static final String DAY = "day";
    private static final String CHARGED = "charged";
    private static final String FAILURES = "failures";
    private static final String NOT_BEFORE = "notBefore";
    private static final String PAUSED_BY = "pausedBy";

    private AutoTopUpItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Map.of("pk", LIST, "sk", AttributeValues.text(account.value()));
    }

    static Map<String, AttributeValue> write(AutoTopUp state) {
        var item = new HashMap<>(key(state.account()));
        item.put(VERSION, AttributeValues.number(state.version()));
        var rule = state.rule();
        if (rule != null) {
            item.put(RULE, write(rule));
        }
        var method = state.method();
        if (method != null) {
            item.put(METHOD, write(method));
        }
        var savedWith = state.savedWith();
        if (savedWith != null) {
            item.put(SAVED_WITH, AttributeValues.text(savedWith.value()));
        }
        item.put(
                DISCARDED,
                AttributeValue.fromL(
                        state.discarded().stream().map(AutoTopUpItem::write).toList()));
        item.putAll(write(state.progress()));
        return item;
    }

    private static AttributeValue write(AutoTopUpRule rule) {
        return AttributeValue.fromM(Map.of(
                "threshold", AttributeValues.amount(rule.threshold()),
                "amount", AttributeValues.amount(rule.amount()),
                "maxPerDay", AttributeValues.number(rule.maxPerDay()),
                "returnPage", AttributeValues.text(rule.returnPage().toString())));
    }

    private static AttributeValue write(SavedMethod method) {
        return AttributeValue.fromM(Map.of(
                "customer", AttributeValues.text(method.customer()), "id", AttributeValues.text(method.method())));
    }

    private static Map<String, AttributeValue> write(Progress progress) {
        var attributes = new HashMap<String, AttributeValue>();
        var running = progress.running();
        if (running != null) {
            attributes.put(RUNNING, AttributeValues.text(running.order().value()));
            attributes.put(RUNNING_METHOD, write(running.method()));
        }
        attributes.put(DAY, AttributeValues.day(progress.day()));
        attributes.put(CHARGED, AttributeValues.number(progress.charged()));
        attributes.put(FAILURES, AttributeValues.number(progress.failures()));
        attributes.put(NOT_BEFORE, AttributeValues.text(progress.notBefore().toString()));
        var pausedBy = progress.pausedBy();
        if (pausedBy != null) {
            attributes.put(PAUSED_BY, AttributeValues.text(pausedBy.name()));
        }
        return attributes;
    }

    static AutoTopUp read(Map<String, AttributeValue> item) {
        return new AutoTopUp(
                new AccountId(AttributeValues.text(item, "sk")),
                AttributeValues.number(item, VERSION),
                item.containsKey(RULE)
                        ? readRule(AttributeValues.required(item, RULE).m())
                        : null,
                readMethod(item, METHOD),
                item.containsKey(SAVED_WITH) ? new TopUpId(AttributeValues.text(item, SAVED_WITH)) : null,
                AttributeValues.required(item, DISCARDED).l().stream()
                        .map(AttributeValue::m)
                        .map(AutoTopUpItem::readMethod)
                        .toList(),
                readProgress(item));
    }

    private static AutoTopUpRule readRule(Map<String, AttributeValue> rule) {
        return new AutoTopUpRule(
                AttributeValues.amount(rule, "threshold"),
                AttributeValues.amount(rule, "amount"),
                Math.toIntExact(AttributeValues.number(rule, "maxPerDay")),
                URI.create(AttributeValues.text(rule, "returnPage")));
    }

    private static @Nullable SavedMethod readMethod(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name)
                ? readMethod(AttributeValues.required(item, name).m())
                : null;
    }

    private static SavedMethod readMethod(Map<String, AttributeValue> method) {
        return new SavedMethod(AttributeValues.text(method, "customer"), AttributeValues.text(method, "id"));
    }

    private static Progress readProgress(Map<String, AttributeValue> item) {
        var method = readMethod(item, RUNNING_METHOD);
        return new Progress(
                method == null ? null : new RunningCharge(new TopUpId(AttributeValues.text(item, RUNNING)), method),
                AttributeValues.day(item, DAY),
                Math.toIntExact(AttributeValues.number(item, CHARGED)),
                Math.toIntExact(AttributeValues.number(item, FAILURES)),
                Instant.parse(AttributeValues.text(item, NOT_BEFORE)),
                item.containsKey(PAUSED_BY) ? PauseReason.valueOf(AttributeValues.text(item, PAUSED_BY)) : null);
    }
}
