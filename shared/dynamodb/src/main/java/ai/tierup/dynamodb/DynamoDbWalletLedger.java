package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.LaneMove;
import ai.tierup.domain.wallet.LaneStore;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.OpenAnswer;
import ai.tierup.domain.wallet.PlaceAnswer;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Wallets in DynamoDB: one item per account and lane, and one conditional write per change. */
public final class DynamoDbWalletLedger implements WalletLedger, LaneStore {

    private static final int MAX_CONFLICTS = 20;
    private static final int SERVER_ERROR = 500;

    private final DynamoDbClient once;
    private final DynamoDbClient retrying;
    private final TableNames tables;
    private final int lane;

    public DynamoDbWalletLedger(DynamoDbClients clients, TableNames tables) {
        this(clients.once(), clients.retrying(), tables, 0);
    }

    private DynamoDbWalletLedger(DynamoDbClient once, DynamoDbClient retrying, TableNames tables, int lane) {
        this.once = once;
        this.retrying = retrying;
        this.tables = tables;
        this.lane = lane;
    }

    @Override
    public WalletLedger lane(int number) {
        return number == lane ? this : new DynamoDbWalletLedger(once, retrying, tables, number);
    }

    @Override
    public WriteAnswer divide(Wallet seen, Lanes next) {
        return writeDespiteConflicts(seen.account(), LaneWrites.divide(seen, next));
    }

    @Override
    public boolean move(AccountId account, LaneMove move) {
        try {
            return Transactions.tryWrite(
                    retrying,
                    LaneWrites.take(move).inTransaction(tables.wallets(), WalletItem.key(account, move.from())),
                    LaneWrites.give(move).inTransaction(tables.wallets(), WalletItem.key(account, move.to())));
        } catch (TransactionCanceledException e) {
            // It met other writes each time that it was sent. The caller looks again.
            return false;
        }
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        return image(retrying.getItem(read -> read.tableName(tables.wallets())
                        .key(WalletItem.key(account, lane))
                        .consistentRead(true))
                .item());
    }

    @Override
    public OpenAnswer open(LedgerEntry first, Money freeAllowance) {
        var writes = new ArrayList<>(puts(tables, first, freeAllowance));
        writes.add(DayTotals.requireOpen(tables.wallets(), first.day()));
        return Transactions.write(retrying, writes)
                .map(DynamoDbWalletLedger::openAnswer)
                .orElseGet(OpenAnswer.Opened::new);
    }

    /** The items of a new wallet and of its first credit, on the condition that neither exists. */
    static List<TransactWriteItem> puts(TableNames tables, LedgerEntry first, Money freeAllowance) {
        return List.of(
                Transactions.putIfAbsent(tables.wallets(), WalletItem.write(Wallet.opened(first, freeAllowance))),
                Transactions.putIfAbsent(tables.ledger(), LedgerEntryItem.write(first)));
    }

    private static OpenAnswer openAnswer(List<CancellationReason> reasons) {
        var isClosingOnly = reasons.stream().limit(2).noneMatch(Transactions::isRefused);
        return isClosingOnly
                ? new OpenAnswer.DayIsClosing(
                        DayTotals.closingDay(reasons.getLast().item()))
                : new OpenAnswer.OpenedBefore();
    }

    @Override
    public BookAnswer book(LedgerEntry entry) {
        return new Booking(retrying, tables).book(entry);
    }

    @Override
    public PlaceAnswer place(AccountId account, Placement placement) {
        try {
            return write(once, WalletWrites.place(placement).request(tables.wallets(), WalletItem.key(account, lane)));
        } catch (DynamoDbException e) {
            return placeAnswer(e);
        } catch (SdkClientException e) {
            // There was no answer, so the write may still arrive.
            return new PlaceAnswer.Unknown();
        }
    }

    @Override
    public WriteAnswer apply(AccountId account, Application application) {
        return writeDespiteConflicts(account, WalletWrites.apply(application));
    }

    @Override
    public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
        return writeDespiteConflicts(account, WalletWrites.changeDailyLimit(seen, limit));
    }

    @Override
    public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
        return writeDespiteConflicts(account, WalletWrites.roll(roll, freeAllowance));
    }

    @Override
    public WriteAnswer countKey(AccountId account, SpenderId spender) {
        return writeDespiteConflicts(account, KeyWrites.count(spender));
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, SpenderId spender) {
        return writeDespiteConflicts(account, KeyWrites.forget(spender));
    }

    @Override
    public WriteAnswer replace(Optional<Wallet> seen, Wallet wallet) {
        var put = PutItemRequest.builder()
                .tableName(tables.wallets())
                .item(WalletItem.write(wallet))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (seen.isPresent()) {
            // Every write of a wallet raises its version.
            put.conditionExpression("version = :seen")
                    .expressionAttributeValues(
                            Map.of(":seen", AttributeValues.number(seen.get().version())));
        } else {
            put.conditionExpression(Documents.IF_ABSENT);
        }
        try {
            retrying.putItem(put.build());
            return new WriteAnswer.Written(wallet);
        } catch (ConditionalCheckFailedException e) {
            return new WriteAnswer.Refused(e.hasItem() ? image(e.item()) : Optional.empty());
        }
    }

    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        return writeDespiteConflicts(account, WalletWrites.freeze(reason));
    }

    @Override
    public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
        return writeDespiteConflicts(account, WalletWrites.thaw(seen, reason));
    }

    private static PlaceAnswer placeAnswer(DynamoDbException e) {
        if (e instanceof TransactionConflictException || e.isThrottlingException()) {
            return new PlaceAnswer.NotApplied();
        }
        if (e.statusCode() >= SERVER_ERROR) {
            return new PlaceAnswer.Unknown();
        }
        throw e;
    }

    /** Retries conflicts with a transaction, which are certainly not applied. The SDK retries lost requests, but not these. */
    private WriteAnswer writeDespiteConflicts(AccountId account, WalletUpdate update) {
        var request = update.request(tables.wallets(), WalletItem.key(account, lane));
        for (var conflicts = 0; ; conflicts++) {
            try {
                return write(retrying, request);
            } catch (TransactionConflictException e) {
                if (conflicts == MAX_CONFLICTS) {
                    throw e;
                }
            }
        }
    }

    private static WriteAnswer write(DynamoDbClient client, UpdateItemRequest request) {
        try {
            return new WriteAnswer.Written(
                    WalletItem.read(client.updateItem(request).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return new WriteAnswer.Refused(e.hasItem() ? image(e.item()) : Optional.empty());
        }
    }

    private static Optional<Wallet> image(Map<String, AttributeValue> item) {
        return item.isEmpty() ? Optional.empty() : Optional.of(WalletItem.read(item));
    }
}
