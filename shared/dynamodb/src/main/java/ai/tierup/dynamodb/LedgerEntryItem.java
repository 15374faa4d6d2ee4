package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A ledger entry other than usage as an item: {@code pk "A#<account>#C"}, {@code sk} its business id, and {@code entryId}, by which
 * the index {@code byTime} sorts them.
 */
final class LedgerEntryItem {

    static final String ENTRY_ID = "entryId";

    private LedgerEntryItem() {}

    static String partition(AccountId account) {
        return "A#" + account.value() + "#C";
    }

    static Map<String, AttributeValue> write(LedgerEntry entry) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", Values.text(partition(entry.account())));
        item.put("sk", Values.text(entry.businessId()));
        item.put(ENTRY_ID, Values.text(entry.id().value()));
        item.put("type", Values.text(entry.type().name().toLowerCase(Locale.ROOT)));
        item.put("purse", Values.text(entry.purse().name().toLowerCase(Locale.ROOT)));
        item.put("amount", Values.amount(entry.amount()));
        item.put("day", Values.day(entry.day()));
        return RowDigest.signed(item);
    }

    static LedgerEntry read(AccountId account, Map<String, AttributeValue> item) {
        return new LedgerEntry(
                new EntryId(Values.text(item, ENTRY_ID)),
                account,
                Values.text(item, "sk"),
                EntryType.valueOf(Values.text(item, "type").toUpperCase(Locale.ROOT)),
                Purse.valueOf(Values.text(item, "purse").toUpperCase(Locale.ROOT)),
                Values.amount(item, "amount"),
                Values.day(item, "day"));
    }
}
