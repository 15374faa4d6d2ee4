package ai.tierup.dynamodb;

import ai.tierup.domain.operator.AccountOpenings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Opens accounts in one transaction, with the items that the stores of wallets, keys and accounts write. */
public final class DynamoDbAccountOpenings implements AccountOpenings {

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbAccountOpenings(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.tables = tables;
    }

    @Override
    public boolean tryOpen(List<Opening> openings) {
        if (openings.size() > MAX_OPENINGS) {
            throw new IllegalArgumentException(
                    "At most " + MAX_OPENINGS + " accounts can be opened together, not " + openings.size());
        }
        var writes = new ArrayList<TransactWriteItem>();
        for (var opening : openings) {
            writes.addAll(DynamoDbWalletLedger.puts(tables, opening.first(), opening.freeAllowance()));
            writes.addAll(DynamoDbApiKeys.puts(tables.directory(), opening.hash(), opening.key()));
            writes.add(Transactions.putIfAbsent(
                    tables.directory(), DynamoDbAccounts.item(opening.account()).toMap()));
        }
        // A transaction has one condition for an item. What holds for the first day holds for those after it.
        openings.stream()
                .map(opening -> opening.first().day())
                .min(Comparator.naturalOrder())
                .ifPresent(day -> writes.add(DayTotals.requireOpen(tables.wallets(), day)));
        return Transactions.write(client, writes).isEmpty();
    }
}
