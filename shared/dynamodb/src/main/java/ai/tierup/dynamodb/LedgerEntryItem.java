package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a ledger entry: {@code pk "A#<account>#C"}, {@code sk} its business id, and {@code entryId}, by which the index
 * {@code byTime} is sorted. An entry that stems from no top-up has no {@code topUp}.
 */
final class LedgerEntryItem {

    static final String ENTRY_ID = "entryId";

    private static final String TOP_UP = "topUp";

    private LedgerEntryItem() {}

    static String partition(AccountId account) {
        return "A#" + account.value() + "#C";
    }

    static Map<String, AttributeValue> write(LedgerEntry entry) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(partition(entry.account())));
        item.put("sk", AttributeValues.text(entry.businessId()));
        item.put(ENTRY_ID, AttributeValues.text(entry.id().value()));
        item.put("type", AttributeValues.text(entry.type().name().toLowerCase(Locale.ROOT)));
        item.put("purse", AttributeValues.text(entry.purse().name().toLowerCase(Locale.ROOT)));
        item.put("amount", AttributeValues.amount(entry.amount()));
        item.put("day", AttributeValues.day(entry.day()));
        var topUp = entry.topUp();
        if (topUp != null) {
            item.put(TOP_UP, AttributeValues.text(topUp.value()));
        }
        return RowDigest.withDigest(item);
    }

    static LedgerEntry read(AccountId account, Map<String, AttributeValue> item) {
        return new LedgerEntry(
                new EntryId(AttributeValues.text(item, ENTRY_ID)),
                account,
                AttributeValues.text(item, "sk"),
                EntryType.valueOf(AttributeValues.text(item, "type").toUpperCase(Locale.ROOT)),
                Purse.valueOf(AttributeValues.text(item, "purse").toUpperCase(Locale.ROOT)),
                AttributeValues.amount(item, "amount"),
                AttributeValues.day(item, "day"),
                item.containsKey(TOP_UP) ? new TopUpId(AttributeValues.text(item, TOP_UP)) : null);
    }
}
