package ai.tierup.dynamodblocal;

import java.util.List;

/**
 * Starts DynamoDB Local, sends it requests of the kinds that the service sends, and stops it. The build runs it to record the AOT
 * cache.
 */
final class Rehearsal {

    /** Enough for the JVM to record what is called often. */
    private static final int ROUNDS = 20;

    private static final Request CREATE_TABLE = new Request("CreateTable", """
                {"TableName": "rehearsal", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [
                   {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"},
                   {"AttributeName": "day", "AttributeType": "S"}],
                 "KeySchema": [
                   {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
                 "LocalSecondaryIndexes": [
                   {"IndexName": "byDay", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
                     {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "day", "KeyType": "RANGE"}]}]}""");

    private static final Request SET_EXPIRY = new Request("UpdateTimeToLive", """
                {"TableName": "rehearsal", "TimeToLiveSpecification": {"Enabled": true, "AttributeName": "expiresAt"}}""");

    /** The requests of a round. {@code ROUND} stands for its number. */
    private static final List<Request> ROUND = List.of(
            new Request("TransactWriteItems", """
                    {"TransactItems": [
                      {"Put": {"TableName": "rehearsal", "ConditionExpression": "attribute_not_exists(pk)", "Item": {
                        "pk": {"S": "wallet#ROUND"}, "sk": {"S": "-"}, "cash": {"N": "25000000000"}, "version": {"N": "0"},
                        "holds": {"M": {}}, "names": {"L": [{"S": "one"}, {"S": "two"}]}, "open": {"BOOL": true}}}},
                      {"Put": {"TableName": "rehearsal", "Item": {
                        "pk": {"S": "ledger#ROUND"}, "sk": {"S": "first"}, "day": {"S": "2026-01-01"}, "amount": {"N": "1"}}}},
                      {"ConditionCheck": {"TableName": "rehearsal", "Key": {"pk": {"S": "day#ROUND"}, "sk": {"S": "-"}},
                        "ConditionExpression": "attribute_not_exists(pk) OR closing < :day",
                        "ExpressionAttributeValues": {":day": {"S": "2026-01-01"}}}}]}"""),
            new Request("PutItem", """
                    {"TableName": "rehearsal", "ConditionExpression": "attribute_not_exists(pk)", "Item": {
                      "pk": {"S": "account#ROUND"}, "sk": {"S": "-"}, "day": {"S": "2026-01-01"}, "expiresAt": {"N": "1"}}}"""),
            new Request("GetItem", """
                    {"TableName": "rehearsal", "Key": {"pk": {"S": "wallet#ROUND"}, "sk": {"S": "-"}}, "ConsistentRead": true}"""),
            new Request("UpdateItem", """
                    {"TableName": "rehearsal", "Key": {"pk": {"S": "wallet#ROUND"}, "sk": {"S": "-"}},
                     "UpdateExpression": "SET cash = cash - :amount, holds.#hold = :hold ADD version :one REMOVE absent",
                     "ConditionExpression": "attribute_exists(pk) AND cash >= :amount AND attribute_not_exists(holds.#hold)",
                     "ExpressionAttributeNames": {"#hold": "holdROUND"},
                     "ExpressionAttributeValues": {
                       ":amount": {"N": "17"}, ":one": {"N": "1"}, ":hold": {"M": {"amount": {"N": "17"}}}},
                     "ReturnValues": "ALL_NEW", "ReturnConsumedCapacity": "TOTAL",
                     "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}"""),
            new Request("TransactWriteItems", """
                    {"TransactItems": [
                      {"Update": {"TableName": "rehearsal", "Key": {"pk": {"S": "wallet#ROUND"}, "sk": {"S": "-"}},
                        "UpdateExpression": "REMOVE holds.#hold", "ConditionExpression": "attribute_exists(holds.#hold)",
                        "ExpressionAttributeNames": {"#hold": "holdROUND"}}},
                      {"Delete": {"TableName": "rehearsal", "Key": {"pk": {"S": "account#ROUND"}, "sk": {"S": "-"}}}}]}"""),
            new Request("BatchGetItem", """
                    {"RequestItems": {"rehearsal": {"Keys": [
                      {"pk": {"S": "wallet#ROUND"}, "sk": {"S": "-"}}, {"pk": {"S": "ledger#ROUND"}, "sk": {"S": "first"}}]}}}"""),
            new Request("Query", """
                    {"TableName": "rehearsal", "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
                     "ExpressionAttributeValues": {":pk": {"S": "ledger#ROUND"}, ":sk": {"S": "f"}}}"""),
            new Request("Query", """
                    {"TableName": "rehearsal", "IndexName": "byDay", "KeyConditionExpression": "pk = :pk AND #day <= :day",
                     "ExpressionAttributeNames": {"#day": "day"},
                     "ExpressionAttributeValues": {":pk": {"S": "ledger#ROUND"}, ":day": {"S": "2026-01-01"}}}"""),
            new Request("DeleteItem", """
                    {"TableName": "rehearsal", "Key": {"pk": {"S": "ledger#ROUND"}, "sk": {"S": "first"}}}"""));

    private Rehearsal() {}

    /**
     * A request of DynamoDB's API.
     *
     * @param body JSON
     */
    private record Request(String operation, String body) {}

    /** Needs no arguments. */
    public static void main(String[] arguments) throws Exception {
        var server = LocalServer.start(0, null);
        server.send(CREATE_TABLE.operation(), CREATE_TABLE.body());
        server.send(SET_EXPIRY.operation(), SET_EXPIRY.body());
        for (var round = 0; round < ROUNDS; round++) {
            for (var request : ROUND) {
                server.send(request.operation(), request.body().replace("ROUND", Integer.toString(round)));
            }
        }
        server.stop();
        System.exit(0);
    }
}
