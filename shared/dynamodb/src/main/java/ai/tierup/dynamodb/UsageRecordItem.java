package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Outcome;
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
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A usage record as an item: {@code pk "A#<account>#<yyyymmdd>"}, the day being the hold's, {@code sk "U#<hold key>"}. */
final class UsageRecordItem {

    static final String SK_PREFIX = "U#";

    private UsageRecordItem() {}

    static String partition(AccountId account, LocalDate day) {
        return "A#" + account.value() + "#" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    static Map<String, AttributeValue> write(UsageRecord record) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", Values.text(partition(record.account(), record.day())));
        item.put("sk", Values.text(SK_PREFIX + record.holdKey()));
        item.put("account", Values.text(record.account().value()));
        item.put("day", Values.text(record.day().toString()));
        item.put("version", Values.number(record.walletVersion()));
        item.put("createdAt", Values.text(record.createdAt().toString()));
        item.put("tier", Values.number(record.tier().digit()));
        item.put("outcome", Values.text(record.outcome().name()));
        item.put("promptTokens", Values.number(record.tokens().promptTokens()));
        item.put("completionTokens", Values.number(record.tokens().completionTokens()));
        item.put("reasoningTokens", Values.number(record.tokens().reasoningTokens()));
        item.put("tokenSource", Values.text(record.tokenSource().name()));
        item.put("cost", Values.number(record.cost().nanoUsd()));
        item.put("allowanceUsed", Values.number(record.allowanceUsed().nanoUsd()));
        item.put("purse", Values.text(record.purse().name()));
        item.put("pool", Values.text(record.pool().name()));
        item.put("upstreamCost", Values.amount(record.upstreamCost()));
        item.put("overrun", Values.amount(record.overrun()));
        putOptional(item, record);
        return item;
    }

    private static void putOptional(Map<String, AttributeValue> item, UsageRecord record) {
        if (record.keyId() != null) {
            item.put("keyId", Values.text(record.keyId().value()));
        }
        if (record.stream() != null) {
            item.put("stream", AttributeValue.fromBool(record.stream()));
        }
        if (record.finishReason() != null) {
            item.put("finishReason", Values.text(record.finishReason()));
        }
        if (record.duration() != null) {
            item.put("durationMillis", Values.number(record.duration().toMillis()));
        }
        if (record.firstToken() != null) {
            item.put("firstTokenMillis", Values.number(record.firstToken().toMillis()));
        }
        if (record.candidateSlug() != null) {
            item.put("candidate", Values.text(record.candidateSlug()));
        }
    }

    static UsageRecord read(Map<String, AttributeValue> item) {
        return new UsageRecord(
                new AccountId(Values.text(item, "account")),
                HoldKey.parse(Values.text(item, "sk").substring(SK_PREFIX.length())),
                Values.day(item, "day"),
                Values.number(item, "version"),
                Instant.parse(Values.text(item, "createdAt")),
                TierId.ofDigit((int) Values.number(item, "tier")),
                optional(item, "keyId").map(AttributeValue::s).map(KeyId::new).orElse(null),
                optional(item, "stream").map(AttributeValue::bool).orElse(null),
                Outcome.valueOf(Values.text(item, "outcome")),
                optional(item, "finishReason").map(AttributeValue::s).orElse(null),
                new TokenUsage(
                        Values.number(item, "promptTokens"),
                        Values.number(item, "completionTokens"),
                        Values.number(item, "reasoningTokens")),
                TokenSource.valueOf(Values.text(item, "tokenSource")),
                Values.amount(item, "cost"),
                Values.amount(item, "allowanceUsed"),
                Purse.valueOf(Values.text(item, "purse")),
                Pool.valueOf(Values.text(item, "pool")),
                optional(item, "durationMillis")
                        .map(value -> Long.parseLong(value.n()))
                        .map(Duration::ofMillis)
                        .orElse(null),
                optional(item, "firstTokenMillis")
                        .map(value -> Long.parseLong(value.n()))
                        .map(Duration::ofMillis)
                        .orElse(null),
                optional(item, "candidate").map(AttributeValue::s).orElse(null),
                Values.amount(item, "upstreamCost"),
                Values.amount(item, "overrun"));
    }

    private static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name));
    }
}
