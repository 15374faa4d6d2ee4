package ai.tierup.simulators.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Executes transactions: either all writes are applied, or none. A repeat with the same token within ten minutes has no effect. */
final class Transactions {

    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_ITEMS = 100;
    private static final int TRANSACTION_COST_FACTOR = 2;
    private static final CancellationReason NO_REASON =
            CancellationReason.builder().code("None").build();

    private final InstantSource clock;
    private final Map<String, Completed> completed = new HashMap<>();

    /** @param after the new item; empty if this write cancels the transaction */
    private record Attempt(Write write, CancellationReason reason, Optional<Map<String, AttributeValue>> after) {}

    private record Completed(TransactWriteItemsRequest request, Instant forgottenAt) {}

    Transactions(InstantSource clock) {
        this.clock = clock;
    }

    boolean isRepeat(TransactWriteItemsRequest request) {
        var now = clock.instant();
        completed.values().removeIf(old -> !now.isBefore(old.forgottenAt()));
        var before = completed.get(request.clientRequestToken());
        if (before != null && !before.request().transactItems().equals(request.transactItems())) {
            throw Errors.tokenMismatch();
        }
        return before != null;
    }

    void remember(TransactWriteItemsRequest request) {
        if (request.clientRequestToken() != null) {
            completed.put(
                    request.clientRequestToken(),
                    new Completed(request, clock.instant().plus(TOKEN_LIFETIME)));
        }
    }

    /** Applies all writes and returns the units consumed. Those of a cancelled transaction are not counted. */
    Units perform(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > MAX_ITEMS) {
            throw Errors.validation("A transaction has 1 to 100 items");
        }
        expectDifferentItems(writes);
        var attempts = writes.stream().map(Transactions::attempt).toList();
        if (attempts.stream().anyMatch(attempt -> attempt.after().isEmpty())) {
            throw Errors.cancelled(attempts.stream().map(Attempt::reason).toList());
        }
        var units = 0;
        for (var attempt : attempts) {
            var write = attempt.write();
            units += TRANSACTION_COST_FACTOR * write.units(attempt.after().orElseThrow());
            write.table().store(write.key(), attempt.after().orElseThrow());
        }
        return new Units(units, 0);
    }

    private static void expectDifferentItems(List<Write> writes) {
        var items = new HashSet<>();
        for (var write : writes) {
            if (!items.add(List.of(System.identityHashCode(write.table()), write.key()))) {
                throw Errors.validation("Transaction request cannot include multiple operations on one item");
            }
        }
    }

    private static Attempt attempt(Write write) {
        if (!write.isAllowed()) {
            return new Attempt(write, write.refusal(), Optional.empty());
        }
        try {
            return new Attempt(write, NO_REASON, Optional.of(write.change().apply(write.before())));
        } catch (DynamoDbException e) {
            var reason = CancellationReason.builder()
                    .code("ValidationError")
                    .message(e.getMessage())
                    .build();
            return new Attempt(write, reason, Optional.empty());
        }
    }
}
