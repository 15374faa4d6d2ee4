package ai.tierup.simulators.dynamodb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The network between one process and the store, with the faults of a plan. It sends each request once; put a {@link RetryingClient} in
 * front of it for retries. After the process has died, it sends no more requests.
 */
public final class FaultyClient extends LayeredClient {

    private final DynamoDbClient store;
    private final FaultPlan plan;
    private final LateRequests late;
    private boolean isDead;

    public FaultyClient(DynamoDbClient store, FaultPlan plan, LateRequests late) {
        this.store = store;
        this.plan = plan;
        this.late = late;
    }

    @Override
    protected <R extends DynamoDbResponse> R send(DynamoDbRequest request, Call<R> call) {
        if (isDead) {
            throw new ProcessDied();
        }
        return switch (plan.next(request)) {
            case NONE -> call.through(store);
            case NOT_SENT -> throw connectionReset();
            case ANSWER_LOST -> {
                applyAndDropAnswer(call);
                throw connectionReset();
            }
            case LATE -> {
                if (isWrite(request)) {
                    late.add(() -> call.through(store));
                }
                throw connectionReset();
            }
            case TWICE -> {
                applyAndDropAnswer(call);
                yield call.through(store);
            }
            case THROTTLED -> throw Errors.throttled();
            case CONFLICT -> {
                if (isWrite(request)) {
                    throw conflict(request);
                }
                yield call.through(store);
            }
            case SERVER_ERROR -> throw Errors.serverError();
            case DIES_BEFORE -> throw death();
            case DIES_AFTER -> {
                applyAndDropAnswer(call);
                throw death();
            }
        };
    }

    private void applyAndDropAnswer(Call<?> call) {
        try {
            call.through(store);
        } catch (DynamoDbException e) {
            // The answer is lost, and so is an error.
        }
    }

    private ProcessDied death() {
        isDead = true;
        return new ProcessDied();
    }

    private static SdkClientException connectionReset() {
        return SdkClientException.create("Unable to execute HTTP request", new IOException("Connection reset"));
    }

    private static boolean isWrite(DynamoDbRequest request) {
        return switch (request) {
            case PutItemRequest put -> true;
            case UpdateItemRequest update -> true;
            case DeleteItemRequest delete -> true;
            case TransactWriteItemsRequest transaction -> true;
            default -> false;
        };
    }

    /** A transaction that conflicts with another is cancelled, with a reason for the item concerned. */
    private static DynamoDbException conflict(DynamoDbRequest request) {
        return request instanceof TransactWriteItemsRequest transaction
                ? Errors.cancelled(reasons(transaction.transactItems().size()))
                : Errors.conflict();
    }

    private static List<CancellationReason> reasons(int items) {
        var none = CancellationReason.builder().code("None").build();
        var reasons = new ArrayList<>(Collections.nCopies(items, none));
        reasons.set(
                items - 1,
                CancellationReason.builder()
                        .code("TransactionConflict")
                        .message("Transaction is ongoing for the item")
                        .build());
        return reasons;
    }
}
