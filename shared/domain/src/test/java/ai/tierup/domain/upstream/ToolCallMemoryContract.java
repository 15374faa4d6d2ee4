package ai.tierup.domain.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract of {@link ToolCallMemory}. */
public abstract class ToolCallMemoryContract {

    private static int accounts;

    private final AccountId account = new AccountId("tools-" + ++accounts);

    protected abstract ToolCallMemory memory();

    @Test
    void rememberedToolCallsAreRecalled() {
        var toolu = new OriginalToolCall("toolu_1", "anthropic/x");
        var functions = new OriginalToolCall("functions.f:0", "moonshotai/k", "v1.k1." + "A".repeat(350_000));
        memory().remember(account, Map.of("call_a", toolu, "call_b", functions));

        assertThat(memory().recall(account, Set.of("call_a", "call_b", "call_c")))
                .isEqualTo(Map.of("call_a", toolu, "call_b", functions));
        assertThat(memory().recall(account, Set.of())).isEmpty();
    }

    @Test
    void anotherAccountRecallsNothing() {
        memory().remember(account, Map.of("call_a", new OriginalToolCall("toolu_1", "anthropic/x")));

        assertThat(memory().recall(new AccountId("stranger"), Set.of("call_a"))).isEmpty();
    }

    @Test
    void allToolCallsOfALongConversationAreRecalled() {
        var many = new HashMap<String, OriginalToolCall>();
        for (var call = 0; call < 230; call++) {
            many.put("call_" + call, new OriginalToolCall("toolu_" + call, "anthropic/x"));
        }
        memory().remember(account, many);

        assertThat(memory().recall(account, many.keySet())).isEqualTo(many);
    }
}
