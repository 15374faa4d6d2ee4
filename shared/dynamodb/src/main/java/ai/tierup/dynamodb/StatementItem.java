package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.Movements;
import ai.tierup.domain.books.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A statement as an item: {@code pk "A#<account>#S"}, {@code sk "<yyyymmdd>"}. */
final class StatementItem {

    private StatementItem() {}

    static String partition(AccountId account) {
        return "A#" + account.value() + "#S";
    }

    static Map<String, AttributeValue> write(Statement statement) {
        var movements = statement.movements();
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", Values.text(partition(statement.account())));
        item.put("sk", Values.text(DateTimeFormatter.BASIC_ISO_DATE.format(statement.day())));
        item.put("opening", Values.amount(statement.opening()));
        item.put("credits", Values.amount(movements.credits()));
        item.put("debits", Values.amount(movements.debits()));
        item.put("closing", Values.amount(statement.closing()));
        item.put("requests", Values.number(movements.requests()));
        item.put("version", Values.number(statement.walletVersion()));
        item.put("previousHash", Values.text(statement.previousHash()));
        PoolSpendAttributes.of(movements.pools()).forEach((name, number) -> item.put(name, Values.number(number)));
        return item;
    }

    static Statement read(AccountId account, Map<String, AttributeValue> item) {
        return new Statement(
                account,
                LocalDate.parse(Values.text(item, "sk"), DateTimeFormatter.BASIC_ISO_DATE),
                Values.amount(item, "opening"),
                new Movements(
                        Values.amount(item, "credits"),
                        Values.amount(item, "debits"),
                        Values.number(item, "requests"),
                        PoolSpendAttributes.read(item)),
                Values.number(item, "version"),
                Values.text(item, "previousHash"));
    }
}
