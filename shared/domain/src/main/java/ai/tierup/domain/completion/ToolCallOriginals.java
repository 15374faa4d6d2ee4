package ai.tierup.domain.completion;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers upstream's tool calls between requests without holding a request up. A store that fails or takes too long raises an alarm, and
 * the calls count as forgotten: the providers' adapters then make up ids that the model accepts. Safe for concurrent use.
 */
public final class ToolCallOriginals {

    private final ToolCallMemory memory;
    private final Executor executor;
    private final Alarms alarms;
    private final ChatRules rules;

    /** @param executor starts a thread for each task: a store that hangs must not keep other requests waiting */
    public ToolCallOriginals(ToolCallMemory memory, Executor executor, Alarms alarms, ChatRules rules) {
        this.memory = memory;
        this.executor = executor;
        this.alarms = alarms;
        this.rules = rules;
    }

    /** @param originals upstream's tool calls, by our own id */
    void remember(AccountId account, Map<String, OriginalToolCall> originals) {
        if (!originals.isEmpty()) {
            inTime(() -> {
                memory.remember(account, originals);
                return Map.of();
            });
        }
    }

    /** The tool calls behind our own ids; forgotten ones are missing. */
    Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
        return ownIds.isEmpty() ? Map.of() : inTime(() -> memory.recall(account, ownIds));
    }

    private Map<String, OriginalToolCall> inTime(Callable<Map<String, OriginalToolCall>> operation) {
        var task = new FutureTask<>(operation);
        executor.execute(task);
        try {
            return task.get(rules.toolCallMemory().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return forgotten(task.exceptionNow());
        } catch (TimeoutException e) {
            task.cancel(true);
            return forgotten(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return forgotten(e);
        }
    }

    private Map<String, OriginalToolCall> forgotten(Throwable cause) {
        alarms.raise(Alarm.TOOL_CALLS_FORGOTTEN, cause.getClass().getName());
        return Map.of();
    }
}
