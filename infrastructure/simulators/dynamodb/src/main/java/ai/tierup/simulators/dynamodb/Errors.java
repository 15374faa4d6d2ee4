package ai.tierup.simulators.dynamodb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Creates the exceptions that the SDK would create from DynamoDB's answers. */
final class Errors {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private Errors() {}

    static DynamoDbException validation(String message) {
        return build(DynamoDbException.builder(), "ValidationException", message);
    }

    static DynamoDbException noTable(String table) {
        return build(ResourceNotFoundException.builder(), "ResourceNotFoundException", "No table " + table);
    }

    static DynamoDbException tableInUse(String table) {
        return build(ResourceInUseException.builder(), "ResourceInUseException", "Table already exists: " + table);
    }

    /** @param item the current item; null if it was not requested or does not exist */
    static DynamoDbException conditionFailed(@Nullable Map<String, AttributeValue> item) {
        var exception = ConditionalCheckFailedException.builder();
        if (item != null) {
            exception.item(item);
        }
        return build(exception, "ConditionalCheckFailedException", "The conditional request failed");
    }

    static DynamoDbException cancelled(List<CancellationReason> reasons) {
        return build(
                TransactionCanceledException.builder().cancellationReasons(reasons),
                "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons");
    }

    static DynamoDbException tokenMismatch() {
        return build(
                IdempotentParameterMismatchException.builder(),
                "IdempotentParameterMismatchException",
                "The token was used with another transaction");
    }

    static DynamoDbException conflict() {
        return build(
                TransactionConflictException.builder(),
                "TransactionConflictException",
                "Transaction is ongoing for the item");
    }

    static DynamoDbException throttled() {
        return build(
                ProvisionedThroughputExceededException.builder(),
                "ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded");
    }

    static DynamoDbException serverError() {
        return build(
                InternalServerErrorException.builder(), "InternalServerError", "Internal server error", SERVER_ERROR);
    }

    private static DynamoDbException build(DynamoDbException.Builder exception, String code, String message) {
        return build(exception, code, message, CLIENT_ERROR);
    }

    private static DynamoDbException build(
            DynamoDbException.Builder exception, String code, String message, int status) {
        return (DynamoDbException) exception
                .message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("DynamoDb")
                        .build())
                .build();
    }
}
