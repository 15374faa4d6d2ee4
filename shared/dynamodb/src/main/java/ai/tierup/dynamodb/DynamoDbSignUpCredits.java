package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Sign-up credits in the directory table; see {@link SignUpCreditItem}. {@code pk "MAIL#<hash>"} names the account of an address. In the
 * wallets table, {@code pk "GRANTS#<day>"} counts what is granted on a day.
 */
public final class DynamoDbSignUpCredits implements SignUpCredits {

    private static final String ACCOUNT = "account";
    private static final String DELETED = "deleted";
    private static final String IF_ABSENT_OR_DELETED = Documents.IF_ABSENT + " OR attribute_exists(deleted)";

    private final DynamoDbClient client;
    private final TableNames tables;

    public DynamoDbSignUpCredits(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.tables = tables;
    }

    @Override
    public Optional<SignUpCredit> find(AccountId account) {
        return item(SignUpCreditItem.key(account)).map(SignUpCreditItem::read);
    }

    @Override
    public Optional<AccountId> accountOf(MailHash mail) {
        return item(key(mail))
                .filter(item -> !item.containsKey(DELETED))
                .map(item -> new AccountId(AttributeValues.text(item, ACCOUNT)));
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        return Optional.of(client.getItem(read ->
                                read.tableName(tables.directory()).key(key).consistentRead(true))
                        .item())
                .filter(item -> !item.isEmpty());
    }

    @Override
    public OpeningAnswer open(Opening opening) {
        var first = opening.first();
        var writes = new ArrayList<>(
                List.of(useMail(opening, first.account()), DayTotals.requireOpen(tables.wallets(), first.day())));
        writes.addAll(DynamoDbWalletLedger.puts(tables, first, opening.freeAllowance()));
        var credit = opening.credit();
        if (credit != null) {
            writes.add(Transactions.putIfAbsent(tables.directory(), SignUpCreditItem.write(credit)));
            SignUpCreditItem.listed(credit).ifPresent(item -> writes.add(put(item)));
            var day = credit.grantedOn();
            if (day != null) {
                writes.add(countGrant(day, credit.amount(), opening.dailyGrants()));
            }
        }
        return Transactions.write(client, writes)
                .map(reasons -> openingAnswer(first.account(), reasons))
                .orElseGet(OpeningAnswer.Opened::new);
    }

    private static OpeningAnswer openingAnswer(AccountId account, List<CancellationReason> reasons) {
        var mail = reasons.get(0);
        if (Transactions.isRefused(mail)) {
            return mail.item().containsKey(DELETED)
                    ? new OpeningAnswer.CreditUsed()
                    : new OpeningAnswer.MailUsed(new AccountId(AttributeValues.text(mail.item(), ACCOUNT)));
        }
        var closing = reasons.get(1);
        if (Transactions.isRefused(reasons.get(2))) {
            throw new IllegalStateException(account + " has a wallet under another address");
        }
        return Transactions.isRefused(closing)
                ? new OpeningAnswer.DayIsClosing(DayTotals.closingDay(closing.item()))
                : new OpeningAnswer.GrantsUsedUp();
    }

    @Override
    public ReleaseAnswer release(SignUpCredit seen, SignUpCredit next, LedgerEntry part) {
        return release(seen, next, part, writes -> {});
    }

    @Override
    public ReleaseAnswer grant(SignUpCredit seen, SignUpCredit next, LedgerEntry part, Money dailyGrants) {
        var day = next.grantedOn();
        if (day == null) {
            throw new IllegalArgumentException("The credit of " + next.account() + " is not granted");
        }
        return release(seen, next, part, writes -> writes.add(countGrant(day, next.amount(), dailyGrants)));
    }

    private ReleaseAnswer release(
            SignUpCredit seen, SignUpCredit next, LedgerEntry part, Consumer<List<TransactWriteItem>> more) {
        var writes = new ArrayList<>(List.of(
                Transactions.putIfAbsent(tables.ledger(), LedgerEntryItem.write(part)),
                WalletWrites.book(part).inTransaction(tables.wallets(), WalletItem.key(part.account()))));
        writes.addAll(replacing(seen, next));
        more.accept(writes);
        return Transactions.write(client, writes)
                .map(reasons -> releaseAnswer(part.account(), reasons))
                .orElseGet(ReleaseAnswer.Released::new);
    }

    private static ReleaseAnswer releaseAnswer(AccountId account, List<CancellationReason> reasons) {
        if (Transactions.isRefused(reasons.get(0)) || Transactions.isRefused(reasons.get(2))) {
            return new ReleaseAnswer.Changed();
        }
        var wallet = reasons.get(1);
        if (!Transactions.isRefused(wallet)) {
            return new ReleaseAnswer.GrantsUsedUp();
        }
        if (!wallet.hasItem()) {
            throw new IllegalStateException("There is no wallet of " + account);
        }
        return new ReleaseAnswer.WalletIsAhead(AttributeValues.day(wallet.item(), "day"));
    }

    @Override
    public boolean takeBack(SignUpCredit seen, SignUpCredit next, LedgerEntry taken, Wallet wallet) {
        var fromWallet = WalletWrites.book(taken)
                .value(":seenVersion", AttributeValues.number(wallet.version()))
                .onlyIf("version = :seenVersion");
        var writes = new ArrayList<>(List.of(
                Transactions.putIfAbsent(tables.ledger(), LedgerEntryItem.write(taken)),
                fromWallet.inTransaction(tables.wallets(), WalletItem.key(taken.account()))));
        writes.addAll(replacing(seen, next));
        return Transactions.write(client, writes).isEmpty();
    }

    @Override
    public boolean replace(SignUpCredit seen, SignUpCredit next) {
        return Transactions.write(client, replacing(seen, next)).isEmpty();
    }

    /** Replaces the credit, then moves it to its new place in the lists. */
    private List<TransactWriteItem> replacing(SignUpCredit seen, SignUpCredit next) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(TransactWriteItem.builder()
                .put(SignUpCreditItem.replacing(seen, next)
                        .tableName(tables.directory())
                        .build())
                .build());
        var listed = SignUpCreditItem.listed(next);
        SignUpCreditItem.position(seen)
                .filter(position -> !SignUpCreditItem.position(next).equals(Optional.of(position)))
                .ifPresent(position -> writes.add(Transactions.delete(tables.directory(), position)));
        listed.ifPresent(item -> writes.add(put(item)));
        return writes;
    }

    @Override
    public List<SignUpCredit> due(LocalDate through, @Nullable SignUpCredit after, int limit) {
        return page(
                QueryRequest.builder()
                        .keyConditionExpression("pk = :pk AND sk < :end")
                        .expressionAttributeValues(
                                Map.of(":pk", SignUpCreditItem.DUE, ":end", AttributeValues.day(through.plusDays(1)))),
                after,
                limit);
    }

    @Override
    public List<SignUpCredit> waiting(@Nullable SignUpCredit after, int limit) {
        return page(
                QueryRequest.builder()
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", SignUpCreditItem.WAITING)),
                after,
                limit);
    }

    private List<SignUpCredit> page(QueryRequest.Builder query, @Nullable SignUpCredit after, int limit) {
        if (after != null) {
            query.exclusiveStartKey(SignUpCreditItem.position(after).orElseThrow());
        }
        var request = query.tableName(tables.directory())
                .consistentRead(true)
                .limit(limit)
                .build();
        return client.queryPaginator(request).items().stream()
                .limit(limit)
                .map(SignUpCreditItem::read)
                .toList();
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(tables.directory()).item(item))
                .build();
    }

    private TransactWriteItem useMail(Opening opening, AccountId account) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(tables.directory())
                        .item(Map.of(
                                "pk",
                                AttributeValues.text("MAIL#" + opening.mail().hex()),
                                "sk",
                                AttributeValues.text("-"),
                                ACCOUNT,
                                AttributeValues.text(account.value())))
                        .conditionExpression(opening.credit() == null ? IF_ABSENT_OR_DELETED : Documents.IF_ABSENT)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    @Override
    public void leave(MailHash mail, AccountId account) {
        try {
            client.updateItem(update -> update.tableName(tables.directory())
                    .key(key(mail))
                    .updateExpression("SET deleted = :true")
                    .conditionExpression("account = :account")
                    .expressionAttributeValues(Map.of(
                            ":true",
                            AttributeValue.fromBool(true),
                            ":account",
                            AttributeValues.text(account.value()))));
        } catch (ConditionalCheckFailedException e) {
            // The address has another account already.
            return;
        }
    }

    private static Map<String, AttributeValue> key(MailHash mail) {
        return Map.of("pk", AttributeValues.text("MAIL#" + mail.hex()), "sk", AttributeValues.text("-"));
    }

    /** Adds {@code amount} to what is granted on {@code day}, if the sum stays within {@code dailyGrants}. */
    private TransactWriteItem countGrant(LocalDate day, Money amount, Money dailyGrants) {
        var max = dailyGrants.minus(amount);
        var isWithin = "granted <= :max";
        return TransactWriteItem.builder()
                .update(update -> update.tableName(tables.wallets())
                        .key(Map.of("pk", AttributeValues.text("GRANTS#" + day)))
                        .updateExpression("ADD granted :amount")
                        .conditionExpression(
                                max.isNegative() ? isWithin : "attribute_not_exists(granted) OR " + isWithin)
                        .expressionAttributeValues(Map.of(
                                ":amount", AttributeValues.amount(amount),
                                ":max", AttributeValues.amount(max))))
                .build();
    }
}
