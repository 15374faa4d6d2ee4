package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A usage record as an item: {@code pk "A#<account>#<yyyymmdd>"}, the day being the hold's, {@code sk "U#<hold key>"}. */
final class UsageRecordItem {

    static final String SK_PREFIX = "U#";

    private UsageRecordItem() {}

    static String partition(AccountId account, LocalDate day) {
        return "A#" + account.value() + "#" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    static Map<String, AttributeValue> write(UsageRecord record) {
        var hold = record.hold();
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", Values.text(partition(hold.account(), hold.day())));
        item.put("sk", Values.text(SK_PREFIX + hold.key()));
        item.put("account", Values.text(hold.account().value()));
        item.put("day", Values.text(hold.day().toString()));
        item.put("version", Values.number(hold.walletVersion()));
        item.put("createdAt", Values.text(record.request().createdAt().toString()));
        item.put("tier", Values.number(hold.tier().digit()));
        item.put("outcome", Values.text(record.outcome().name()));
        item.put("promptTokens", Values.number(record.tokens().promptTokens()));
        item.put("completionTokens", Values.number(record.tokens().completionTokens()));
        item.put("reasoningTokens", Values.number(record.tokens().reasoningTokens()));
        item.put("tokenSource", Values.text(record.consumption().source().name()));
        item.put("cost", Values.amount(record.costs().charged()));
        item.put("allowanceUsed", Values.amount(record.costs().allowanceUsed()));
        item.put("purse", Values.text(hold.purse().name()));
        item.put("pool", Values.text(hold.pool().name()));
        item.put("upstreamCost", Values.amount(record.costs().upstream()));
        item.put("overrun", Values.amount(record.overrun()));
        putOptional(item, record);
        return item;
    }

    private static void putOptional(Map<String, AttributeValue> item, UsageRecord record) {
        var keyId = record.request().keyId();
        if (keyId != null) {
            item.put("keyId", Values.text(keyId.value()));
        }
        var stream = record.request().stream();
        if (stream != null) {
            item.put("stream", AttributeValue.fromBool(stream));
        }
        if (record.finishReason() != null) {
            item.put("finishReason", Values.text(record.finishReason().name().toLowerCase(Locale.ROOT)));
        }
        putMillis(item, "durationMillis", record.timing().total());
        putMillis(item, "firstTokenMillis", record.timing().firstToken());
        var candidate = record.consumption().candidate();
        if (candidate != null) {
            item.put("candidate", Values.text(candidate));
        }
    }

    private static void putMillis(Map<String, AttributeValue> item, String name, @Nullable Duration duration) {
        if (duration != null) {
            item.put(name, Values.number(duration.toMillis()));
        }
    }

    static UsageRecord read(Map<String, AttributeValue> item) {
        return new UsageRecord(
                hold(item),
                new UsageRecord.Request(
                        Instant.parse(Values.text(item, "createdAt")),
                        optional(item, "keyId")
                                .map(AttributeValue::s)
                                .map(KeyId::new)
                                .orElse(null),
                        optional(item, "stream").map(AttributeValue::bool).orElse(null)),
                Outcome.valueOf(Values.text(item, "outcome")),
                optional(item, "finishReason")
                        .map(reason -> FinishReason.valueOf(reason.s().toUpperCase(Locale.ROOT)))
                        .orElse(null),
                new UsageRecord.Consumption(
                        new TokenUsage(
                                Values.number(item, "promptTokens"),
                                Values.number(item, "completionTokens"),
                                Values.number(item, "reasoningTokens")),
                        TokenSource.valueOf(Values.text(item, "tokenSource")),
                        optional(item, "candidate").map(AttributeValue::s).orElse(null)),
                new Costs(
                        Values.amount(item, "cost"),
                        Values.amount(item, "allowanceUsed"),
                        Values.amount(item, "upstreamCost")),
                Values.amount(item, "overrun"),
                new UsageRecord.Timing(millis(item, "durationMillis"), millis(item, "firstTokenMillis")));
    }

    private static SettledHold hold(Map<String, AttributeValue> item) {
        return new SettledHold(
                new AccountId(Values.text(item, "account")),
                HoldKey.parse(Values.text(item, "sk").substring(SK_PREFIX.length())),
                Values.day(item, "day"),
                TierId.ofDigit((int) Values.number(item, "tier")),
                Purse.valueOf(Values.text(item, "purse")),
                Pool.valueOf(Values.text(item, "pool")),
                Values.number(item, "version"));
    }

    private static @Nullable Duration millis(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Duration.ofMillis(Values.number(item, name)) : null;
    }

    private static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name));
    }
}
