package ai.tierup.dynamodb;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Accounts in the directory table: {@code pk "ACCOUNT#<id>"}, {@code sk "-"}, their aliases of models with {@code sk "MODELS"}, and with
 * {@code sk "RESPONSES"} whether their outputs are kept.
 */
public final class DynamoDbAccounts implements Accounts {

    private static final String MODELS_SK = "MODELS";
    private static final String RESPONSES_SK = "RESPONSES";
    private static final String TIERS = "tiers";
    private static final String STORE = "store";
    private static final String MAIL = "mail";
    private static final String MAILBOX = "mailbox";

    private final DynamoDbClient client;
    private final String table;

    private final DynamoDbTable<EnhancedDocument> directory;

    public DynamoDbAccounts(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
        this.directory = clients.enhanced().table(tables.directory(), Documents.keyedByPkAndSk());
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(directory.getItem(Documents.key(AccountWrites.pk(id), AccountWrites.SK)))
                .map(item -> new Account(
                        id,
                        Instant.parse(Documents.text(item, "createdAt")),
                        contact(item),
                        Documents.optionalText(item, AccountWrites.DELETED_AT)
                                .map(Instant::parse)
                                .orElse(null)));
    }

    @Override
    public void add(Account account) {
        ConditionalPuts.putIfAbsent(directory, item(account));
    }

    /** The item of a new account. */
    static EnhancedDocument item(Account account) {
        var item = Documents.document()
                .putString("pk", AccountWrites.pk(account.id()))
                .putString("sk", AccountWrites.SK)
                .putString("createdAt", account.createdAt().toString());
        var contact = account.contact();
        if (contact != null) {
            item.putString(MAIL, contact.address().text())
                    .putString(MAILBOX, contact.mailbox().hex());
        }
        return item.build();
    }

    @Override
    public void close(AccountId id, Instant now) {
        client.updateItem(update -> update.tableName(table)
                .key(key(id, AccountWrites.SK))
                .updateExpression(
                        "SET createdAt = if_not_exists(createdAt, :now), deletedAt = if_not_exists(deletedAt, :now)")
                .expressionAttributeValues(Map.of(":now", AttributeValues.text(now.toString()))));
    }

    @Override
    public void erase(AccountId id) {
        for (var setting : List.of(MODELS_SK, RESPONSES_SK)) {
            client.deleteItem(delete -> delete.tableName(table).key(key(id, setting)));
        }
        client.updateItem(update -> update.tableName(table)
                .key(key(id, AccountWrites.SK))
                .updateExpression("REMOVE mail, mailbox")
                .conditionExpression("attribute_exists(pk)"));
    }

    @Override
    public ModelAliases modelAliases(AccountId id) {
        var item = client.getItem(read -> read.tableName(table).key(key(id, MODELS_SK)))
                .item();
        if (item.isEmpty()) {
            return ModelAliases.NONE;
        }
        var tiers = new HashMap<String, TierId>();
        Objects.requireNonNull(item.get(TIERS), "Aliases without tiers")
                .m()
                .forEach((pattern, digit) -> tiers.put(pattern, TierId.ofDigit(Integer.parseInt(digit.n()))));
        return new ModelAliases(tiers);
    }

    @Override
    public void setModelAliases(AccountId id, ModelAliases aliases) {
        var tiers = new HashMap<String, AttributeValue>();
        aliases.tierByPattern().forEach((pattern, tier) -> tiers.put(pattern, AttributeValues.number(tier.digit())));
        var item = new HashMap<>(key(id, MODELS_SK));
        item.put(TIERS, AttributeValue.fromM(tiers));
        AccountWrites.put(client, table, id, item);
    }

    @Override
    public boolean keepsOutputs(AccountId id) {
        var item = client.getItem(read -> read.tableName(table).key(key(id, RESPONSES_SK)))
                .item();
        return item.isEmpty()
                || Objects.requireNonNull(item.get(STORE), "A setting without a value")
                        .bool();
    }

    @Override
    public void setKeepsOutputs(AccountId id, boolean keeps) {
        var item = new HashMap<>(key(id, RESPONSES_SK));
        item.put(STORE, AttributeValue.fromBool(keeps));
        AccountWrites.put(client, table, id, item);
    }

    private static Map<String, AttributeValue> key(AccountId id, String sk) {
        return Map.of("pk", AttributeValues.text(AccountWrites.pk(id)), "sk", AttributeValues.text(sk));
    }

    private static Account.@Nullable Contact contact(EnhancedDocument item) {
        if (!item.isPresent(MAIL)) {
            return null;
        }
        var address = EmailAddress.parse(Documents.text(item, MAIL))
                .orElseThrow(() -> new IllegalStateException("An account has no valid address"));
        return new Account.Contact(address, new MailHash(Documents.text(item, MAILBOX)));
    }
}
