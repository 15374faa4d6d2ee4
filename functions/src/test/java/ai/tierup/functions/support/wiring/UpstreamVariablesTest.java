package ai.tierup.functions.support.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.protocol.Protocol;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamVariablesTest {

    private static final Map<String, String> OPENROUTER = Map.of("TIERUP_UPSTREAM_URL", "https://OpenRouter.ai/api/v1");
    private static final Map<String, String> ELSEWHERE = Map.of("TIERUP_UPSTREAM_URL", "http://127.0.0.1:11434/v1");

    private static Variables and(Map<String, String> variables, String name, String value) {
        var all = new HashMap<>(variables);
        all.put(name, value);
        return new Variables(all);
    }

    private static Protocol protocol(Variables variables) {
        return UpstreamVariables.read(variables).protocol();
    }

    @Test
    void whoIsSentSlugsSpeaksOpenRouter() {
        assertThat(protocol(new Variables(OPENROUTER))).isEqualTo(Protocols.OPENROUTER);
        assertThat(protocol(new Variables(ELSEWHERE))).isEqualTo(Protocols.OPENROUTER);
    }

    @Test
    void aServerWithAModelOfItsOwnIsPlain() {
        assertThat(protocol(and(ELSEWHERE, "TIERUP_UPSTREAM_MODEL", "llama3"))).isEqualTo(Protocols.OPENAI_COMPATIBLE);
    }

    @Test
    void openRouterDeniesDataCollectionWhateverTheModel() {
        assertThat(protocol(and(OPENROUTER, "TIERUP_UPSTREAM_MODEL", "vendor/other")))
                .isEqualTo(Protocols.OPENROUTER);
    }

    @Test
    void theSettingDecidesBeforeHostAndModel() {
        assertThat(protocol(and(OPENROUTER, "TIERUP_UPSTREAM_PROTOCOL", "openai")))
                .isEqualTo(Protocols.OPENAI_COMPATIBLE);
        assertThat(protocol(and(ELSEWHERE, "TIERUP_UPSTREAM_PROTOCOL", "openai")))
                .isEqualTo(Protocols.OPENAI_COMPATIBLE);
    }

    @ParameterizedTest
    @CsvSource({"TIERUP_UPSTREAM_PROTOCOL, OpenAI", "TIERUP_UPSTREAM_PROTOCOL, plain"})
    void aBadSettingIsNamedInOneLine(String name, String value) {
        assertThatThrownBy(() -> UpstreamVariables.read(and(OPENROUTER, name, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(name + " must be openai or openrouter")
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }
}
