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
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a usage record: {@code pk "A#<account>#<yyyymmdd>"} with the day of the hold, {@code sk "U#<hold key>"}. */
final class UsageRecordItem {

    static final String SK_PREFIX = "U#";

    /** The table's time to live. Items that were written without it are kept for good. */
    static final String EXPIRY = "expiresAtEpochSecond";

    private UsageRecordItem() {}

    static String partition(AccountId account, LocalDate day) {
        return "A#" + account.value() + "#" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    static Map<String, AttributeValue> write(UsageRecord record) {
        var hold = record.hold();
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(partition(hold.account(), hold.day())));
        item.put("sk", AttributeValues.text(SK_PREFIX + hold.key()));
        item.put("account", AttributeValues.text(hold.account().value()));
        item.put("day", AttributeValues.text(hold.day().toString()));
        item.put("version", AttributeValues.number(hold.walletVersion()));
        item.put("createdAt", AttributeValues.text(record.request().createdAt().toString()));
        item.put("tier", AttributeValues.number(hold.tier().digit()));
        item.put("outcome", AttributeValues.text(record.outcome().name()));
        TokenUsageItem.write(item, record.tokens(), record.consumption().nativeTokens());
        item.put(
                "tokenSource",
                AttributeValues.text(record.consumption().source().name()));
        item.put("cost", AttributeValues.amount(record.costs().charged()));
        item.put("allowanceUsed", AttributeValues.amount(record.costs().allowanceUsed()));
        item.put("purse", AttributeValues.text(hold.purse().name()));
        item.put("pool", AttributeValues.text(hold.pool().name()));
        item.put("upstreamCost", AttributeValues.amount(record.costs().upstream()));
        item.put("overrun", AttributeValues.amount(record.overrun()));
        item.put(
                EXPIRY,
                AttributeValues.number(
                        record.expiryDay().atStartOfDay(ZoneOffset.UTC).toEpochSecond()));
        putOptional(item, record);
        return item;
    }

    private static void putOptional(Map<String, AttributeValue> item, UsageRecord record) {
        var held = record.hold().held();
        if (held != null) {
            item.put("held", AttributeValues.amount(held));
        }
        var keyId = record.request().keyId();
        if (keyId != null) {
            item.put("keyId", AttributeValues.text(keyId.value()));
        }
        ChannelAttributes.put(item, record.request().channel());
        if (record.finishReason() != null) {
            item.put(
                    "finishReason",
                    AttributeValues.text(record.finishReason().name().toLowerCase(Locale.ROOT)));
        }
        putMillis(item, "durationMillis", record.timing().total());
        putMillis(item, "firstTokenMillis", record.timing().firstToken());
        var candidate = record.consumption().candidate();
        if (candidate != null) {
            item.put("candidate", AttributeValues.text(candidate));
        }
    }

    private static void putMillis(Map<String, AttributeValue> item, String name, @Nullable Duration duration) {
        if (duration != null) {
            item.put(name, AttributeValues.number(duration.toMillis()));
        }
    }

    static UsageRecord read(Map<String, AttributeValue> item) {
        return new UsageRecord(
                hold(item),
                new UsageRecord.Request(
                        Instant.parse(AttributeValues.text(item, "createdAt")),
                        optional(item, "keyId")
                                .map(AttributeValue::s)
                                .map(KeyId::new)
                                .orElse(null),
                        ChannelAttributes.read(item)),
                Outcome.valueOf(AttributeValues.text(item, "outcome")),
                optional(item, "finishReason")
                        .map(reason -> FinishReason.valueOf(reason.s().toUpperCase(Locale.ROOT)))
                        .orElse(null),
                new UsageRecord.Consumption(
                        TokenUsageItem.billed(item),
                        TokenSource.valueOf(AttributeValues.text(item, "tokenSource")),
                        optional(item, "candidate").map(AttributeValue::s).orElse(null),
                        TokenUsageItem.nativeTokens(item)),
                new Costs(
                        AttributeValues.amount(item, "cost"),
                        AttributeValues.amount(item, "allowanceUsed"),
                        AttributeValues.amount(item, "upstreamCost")),
                AttributeValues.amount(item, "overrun"),
                new UsageRecord.Timing(millis(item, "durationMillis"), millis(item, "firstTokenMillis")));
    }

    private static SettledHold hold(Map<String, AttributeValue> item) {
        return new SettledHold(
                new AccountId(AttributeValues.text(item, "account")),
                HoldKey.parse(AttributeValues.text(item, "sk").substring(SK_PREFIX.length())),
                AttributeValues.day(item, "day"),
                TierId.ofDigit((int) AttributeValues.number(item, "tier")),
                Purse.valueOf(AttributeValues.text(item, "purse")),
                Pool.valueOf(AttributeValues.text(item, "pool")),
                item.containsKey("held") ? AttributeValues.amount(item, "held") : null,
                AttributeValues.number(item, "version"));
    }

    private static @Nullable Duration millis(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Duration.ofMillis(AttributeValues.number(item, name)) : null;
    }

    private static Optional<AttributeValue> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name));
    }
}
