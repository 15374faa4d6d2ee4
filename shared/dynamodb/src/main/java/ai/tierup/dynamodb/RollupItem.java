package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of one sum of a closed day: {@code pk "A#<account>#R"}, {@code sk "<yyyymmdd>#<tier>#<purse>#<api>#<key>"}. */
final class RollupItem {

    private RollupItem() {}

    static String partition(AccountId account) {
        return "A#" + account.value() + "#R";
    }

    /** The beginning of the sort keys of a day. */
    static String day(LocalDate day) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(day) + "#";
    }

    static Map<String, AttributeValue> write(AccountId account, LocalDate day, UsageGroup group, UsageSum sum) {
        var item = new HashMap<String, AttributeValue>();
        var api = Optional.ofNullable(group.api());
        var key = Optional.ofNullable(group.keyId()).map(KeyId::value);
        item.put("pk", AttributeValues.text(partition(account)));
        item.put(
                "sk",
                AttributeValues.text(day(day)
                        + String.join(
                                "#",
                                Integer.toString(group.tier().digit()),
                                group.purse().name(),
                                api.orElse(""),
                                key.orElse(""))));
        item.put("day", AttributeValues.text(day.toString()));
        item.put("tier", AttributeValues.number(group.tier().digit()));
        item.put("purse", AttributeValues.text(group.purse().name()));
        api.ifPresent(name -> item.put("api", AttributeValues.text(name)));
        key.ifPresent(id -> item.put("keyId", AttributeValues.text(id)));
        item.put("requests", AttributeValues.number(sum.requests()));
        TokenUsageItem.write(item, sum.tokens(), null);
        item.put("cost", AttributeValues.amount(sum.cost()));
        item.put(
                UsageRecordItem.EXPIRY,
                AttributeValues.number(
                        UsageRecord.expiryOf(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond()));
        return item;
    }

    static UsageGroup group(Map<String, AttributeValue> item) {
        return new UsageGroup(
                TierId.ofDigit((int) AttributeValues.number(item, "tier")),
                Optional.ofNullable(AttributeValues.textOrNull(item, "keyId"))
                        .map(KeyId::new)
                        .orElse(null),
                AttributeValues.textOrNull(item, "api"),
                Purse.valueOf(AttributeValues.text(item, "purse")));
    }

    static UsageSum sum(Map<String, AttributeValue> item) {
        return new UsageSum(
                AttributeValues.number(item, "requests"),
                TokenUsageItem.billed(item),
                AttributeValues.amount(item, "cost"));
    }
}
