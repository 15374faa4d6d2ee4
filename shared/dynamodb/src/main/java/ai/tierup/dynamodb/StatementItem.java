package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.Movements;
import ai.tierup.domain.books.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a statement: {@code pk "A#<account>#S"}, {@code sk "<yyyymmdd>"}. */
final class StatementItem {

    private StatementItem() {}

    static String partition(AccountId account) {
        return "A#" + account.value() + "#S";
    }

    static Map<String, AttributeValue> write(Statement statement) {
        var movements = statement.movements();
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(partition(statement.account())));
        item.put("sk", AttributeValues.text(DateTimeFormatter.BASIC_ISO_DATE.format(statement.day())));
        item.put("opening", AttributeValues.amount(statement.opening()));
        item.put("credits", AttributeValues.amount(movements.credits()));
        item.put("debits", AttributeValues.amount(movements.debits()));
        item.put("closing", AttributeValues.amount(statement.closing()));
        item.put("requests", AttributeValues.number(movements.requests()));
        item.put("version", AttributeValues.number(statement.walletVersion()));
        item.put("previousHash", AttributeValues.text(statement.previousHash()));
        PoolSpendAttributes.of(movements.pools())
                .forEach((name, number) -> item.put(name, AttributeValues.number(number)));
        return item;
    }

    static Statement read(AccountId account, Map<String, AttributeValue> item) {
        return new Statement(
                account,
                LocalDate.parse(AttributeValues.text(item, "sk"), DateTimeFormatter.BASIC_ISO_DATE),
                AttributeValues.amount(item, "opening"),
                new Movements(
                        AttributeValues.amount(item, "credits"),
                        AttributeValues.amount(item, "debits"),
                        AttributeValues.number(item, "requests"),
                        PoolSpendAttributes.read(item)),
                AttributeValues.number(item, "version"),
                AttributeValues.text(item, "previousHash"));
    }
}
