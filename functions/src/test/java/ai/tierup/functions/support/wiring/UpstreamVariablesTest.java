package ai.tierup.functions.support.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.tier.ProviderId;
import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.Provider;
import ai.tierup.upstream.protocol.Protocol;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamVariablesTest {

    private static final Map<String, String> OPENROUTER = Map.of("TIERUP_UPSTREAM_URL", "https://OpenRouter.ai/api/v1");
    private static final Map<String, String> ELSEWHERE = Map.of("TIERUP_UPSTREAM_URL", "http://127.0.0.1:11434/v1");

    private static Variables with(Map<String, String> variables, String name, String value) {
        var all = new HashMap<>(variables);
        all.put(name, value);
        return new Variables(all);
    }

    private static Protocol protocol(Variables variables) {
        return UpstreamVariables.read(variables).providers().getFirst().protocol();
    }

    @Test
    void aProviderWithoutAModelNameSpeaksOpenRouter() {
        assertThat(protocol(new Variables(OPENROUTER))).isEqualTo(Protocols.OPENROUTER);
        assertThat(protocol(new Variables(ELSEWHERE))).isEqualTo(Protocols.OPENROUTER);
    }

    @Test
    void aProviderWithAModelNameSpeaksPlainOpenAi() {
        assertThat(protocol(with(ELSEWHERE, "TIERUP_UPSTREAM_MODEL", "llama3"))).isEqualTo(Protocols.OPENAI_COMPATIBLE);
    }

    @Test
    void openRouterItselfSpeaksOpenRouterEvenWithAModelName() {
        assertThat(protocol(with(OPENROUTER, "TIERUP_UPSTREAM_MODEL", "vendor/other")))
                .isEqualTo(Protocols.OPENROUTER);
    }

    @Test
    void theProtocolSettingOverridesHostAndModelName() {
        assertThat(protocol(with(OPENROUTER, "TIERUP_UPSTREAM_PROTOCOL", "openai")))
                .isEqualTo(Protocols.OPENAI_COMPATIBLE);
        assertThat(protocol(with(ELSEWHERE, "TIERUP_UPSTREAM_PROTOCOL", "openai")))
                .isEqualTo(Protocols.OPENAI_COMPATIBLE);
    }

    @Test
    void furtherProvidersAreListedInOneVariable() {
        var providers = UpstreamVariables.read(with(
                        OPENROUTER,
                        "TIERUP_PROVIDERS",
                        "other=openai:https://api.example.com/v1, vendor_2=openrouter:http://127.0.0.1:9/x"))
                .providers();

        assertThat(providers)
                .containsExactly(
                        new Provider(
                                ProviderId.DEFAULT,
                                URI.create("https://OpenRouter.ai/api/v1"),
                                Protocols.OPENROUTER,
                                null),
                        new Provider(
                                new ProviderId("other"),
                                URI.create("https://api.example.com/v1"),
                                Protocols.OPENAI_COMPATIBLE,
                                null),
                        new Provider(
                                new ProviderId("vendor_2"),
                                URI.create("http://127.0.0.1:9/x"),
                                Protocols.OPENROUTER,
                                null));
    }

    @Test
    void eachProviderHasItsOwnKey() {
        var variables = new Variables(Map.of("TIERUP_UPSTREAM_KEY", "one", "TIERUP_PROVIDER_VENDOR_2_KEY", "two"));
        var problems = new ArrayList<String>();

        var keys = UpstreamVariables.keys(
                variables,
                List.of(new ProviderId("vendor_2"), new ProviderId("vendor_3")),
                problem -> problems.add(problem.getMessage()));

        assertThat(keys).isEqualTo(Map.of(ProviderId.DEFAULT, "one", new ProviderId("vendor_2"), "two"));
        assertThat(problems).containsExactly("TIERUP_PROVIDER_VENDOR_3_KEY must be set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenAI", "plain"})
    void anUnknownProtocolIsRejected(String name) {
        assertThatThrownBy(() -> UpstreamVariables.read(with(OPENROUTER, "TIERUP_UPSTREAM_PROTOCOL", name)))
                .isInstanceOf(BadSetting.class)
                .hasMessage("TIERUP_UPSTREAM_PROTOCOL must be " + String.join(" or ", Protocols.names()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "other=https://api.example.com",
                "other=openai",
                "other=plain:https://api.example.com",
                "other=openai:api.example.com",
                "Other=openai:https://api.example.com",
                "default=openai:https://api.example.com",
                "a=openai:https://one.example.com,a=openai:https://two.example.com",
                "other=openai:https://api.example.com,"
            })
    void anInvalidListOfProvidersIsNamedInOneLine(String list) {
        assertThatThrownBy(() -> UpstreamVariables.read(with(OPENROUTER, "TIERUP_PROVIDERS", list)))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("TIERUP_PROVIDERS must be NAME=PROTOCOL:URL, such as ")
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }
}
