package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.upstream.ToolCallMemoryContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbToolCallMemoryTest extends ToolCallMemoryContract {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ToolCallMemory memory = memoryAt(NOW);

    private static ToolCallMemory memoryAt(Instant now) {
        return new DynamoDbToolCallMemory(LocalTables.CLIENTS, LocalTables.NAMES, InstantSource.fixed(now));
    }

    @Override
    protected ToolCallMemory memory() {
        return memory;
    }

    @Test
    void anOriginalIsIgnoredAfterSevenDaysEvenIfTheTableStillHasIt() {
        var account = new AccountId("expired");
        memory.remember(account, Map.of("call_a", new OriginalToolCall("toolu_1", "anthropic/x")));

        assertThat(memoryAt(NOW.plus(Duration.ofDays(7)).minusSeconds(1)).recall(account, Set.of("call_a")))
                .hasSize(1);
        assertThat(memoryAt(NOW.plus(Duration.ofDays(7))).recall(account, Set.of("call_a")))
                .isEmpty();
    }
}
