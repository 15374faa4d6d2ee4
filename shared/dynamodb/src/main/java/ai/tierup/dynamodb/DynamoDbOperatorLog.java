package ai.tierup.dynamodb;

import ai.tierup.domain.operator.OperatorAct;
import ai.tierup.domain.operator.OperatorLog;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** Operators' acts in the directory table: {@code pk "AUDIT#<time>"}, {@code sk "<what>#<subject>"}. */
public final class DynamoDbOperatorLog implements OperatorLog {

    private final DynamoDbTable<EnhancedDocument> directory;

    public DynamoDbOperatorLog(DynamoDbClients clients, TableNames tables) {
        this.directory = clients.enhanced().table(tables.directory(), Documents.keyedByPkAndSk());
    }

    @Override
    public void add(OperatorAct act) {
        ConditionalPuts.putIfAbsent(
                directory,
                Documents.document()
                        .putString("pk", "AUDIT#" + act.at())
                        .putString("sk", act.what() + "#" + act.subject())
                        .putString("what", act.what())
                        .putString("subject", act.subject())
                        .putString("who", act.who())
                        .putString("why", act.why())
                        .build());
    }
}
