package ai.tierup.dynamodb;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** Accounts in the directory table: {@code pk "ACCOUNT#<id>"}, {@code sk "-"}. */
public final class DynamoDbAccounts implements Accounts {

    private static final String SK = "-";

    private final DynamoDbTable<EnhancedDocument> directory;

    public DynamoDbAccounts(DynamoDbClients clients, TableNames tables) {
        this.directory = clients.enhanced().table(tables.directory(), Documents.keyedByPkAndSk());
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(directory.getItem(Documents.key(pk(id), SK)))
                .map(item -> new Account(id, Instant.parse(Documents.text(item, "createdAt"))));
    }

    @Override
    public void add(Account account) {
        ConditionalPuts.putIfAbsent(
                directory,
                Documents.document()
                        .putString("pk", pk(account.id()))
                        .putString("sk", SK)
                        .putString("createdAt", account.createdAt().toString())
                        .build());
    }

    private static String pk(AccountId id) {
        return "ACCOUNT#" + id.value();
    }
}
