package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Teams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Teams in the directory table: {@code pk "TEAMS#<account>"}, {@code sk} the name, and their limits. */
public final class DynamoDbTeams implements Teams {

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbTable<EnhancedDocument> directory;

    public DynamoDbTeams(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
        this.directory = clients.enhanced().table(table, Documents.keyedByPkAndSk());
    }

    @Override
    public Optional<Team> find(AccountId account, TeamName name) {
        return find(account, name, false).or(() -> find(account, name, true));
    }

    private Optional<Team> find(AccountId account, TeamName name, boolean isConsistent) {
        return Optional.ofNullable(directory.getItem(
                        get -> get.key(Documents.key(pk(account), name.value())).consistentRead(isConsistent)))
                .map(DynamoDbTeams::read);
    }

    @Override
    public List<Team> list(AccountId account) {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValues.text(pk(account))))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> read(EnhancedDocument.fromAttributeValueMap(item)))
                .toList();
    }

    @Override
    public void put(AccountId account, Team team) {
        var item = Documents.document()
                .putString("pk", pk(account))
                .putString("sk", team.name().value());
        WindowAttributes.putLimits(item, team.limits());
        AccountWrites.put(client, table, account, item.build().toMap());
    }

    @Override
    public void remove(AccountId account, TeamName name) {
        directory.deleteItem(Documents.key(pk(account), name.value()));
    }

    private static Team read(EnhancedDocument item) {
        return new Team(new TeamName(Documents.text(item, "sk")), WindowAttributes.limits(item));
    }

    private static String pk(AccountId account) {
        return "TEAMS#" + account.value();
    }
}
