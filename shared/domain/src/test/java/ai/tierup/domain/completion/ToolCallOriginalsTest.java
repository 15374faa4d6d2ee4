package ai.tierup.domain.completion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ToolCallOriginalsTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Map<String, OriginalToolCall> CALLS =
            Map.of("call_1", new OriginalToolCall("toolu_1", "north/alpha"));
    private static final ChatRules STANDARD = ChatRules.STANDARD;
    private static final ChatRules IMPATIENT = new ChatRules(
            STANDARD.coalescing(),
            STANDARD.keepAliveAfter(),
            STANDARD.settleMargin(),
            STANDARD.checkpointEvery(),
            STANDARD.holdMargin(),
            Duration.ofMillis(1),
            STANDARD.timeouts());

    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();

    private ToolCallOriginals over(ToolCallMemory memory) {
        return new ToolCallOriginals(
                memory, Thread::startVirtualThread, (alarm, subject) -> alarms.add(alarm), IMPATIENT);
    }

    @Test
    void aMemoryThatHangsHoldsNoRequestUp() {
        var originals = over(new ToolCallMemory() {

            @Override
            public void remember(AccountId account, Map<String, OriginalToolCall> remembered) {
                hang();
            }

            @Override
            public Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
                hang();
                return CALLS;
            }
        });

        originals.remember(ACCOUNT, CALLS);
        var recalled = originals.recall(ACCOUNT, CALLS.keySet());

        assertThat(recalled).isEmpty();
        assertThat(alarms).containsExactly(Alarm.TOOL_CALLS_FORGOTTEN, Alarm.TOOL_CALLS_FORGOTTEN);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aMemoryThatFailsIsAnAlarm() {
        var originals = over(new ToolCallMemory() {

            @Override
            public void remember(AccountId account, Map<String, OriginalToolCall> remembered) {
                throw new IllegalStateException("The store is down");
            }

            @Override
            public Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
                throw new IllegalStateException("The store is down");
            }
        });

        originals.remember(ACCOUNT, CALLS);

        assertThat(originals.recall(ACCOUNT, CALLS.keySet())).isEmpty();
        assertThat(alarms).containsOnly(Alarm.TOOL_CALLS_FORGOTTEN).hasSize(2);
    }
}
