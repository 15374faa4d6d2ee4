package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.MappingFile;
import ai.tierup.simulators.upstream.RecordedRequest;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping with candidates at two providers, and one at a third that is not configured. */
@Tag("service")
class TwoProvidersTest {

    private static final String CLAUDE = "anthropic/claude-sonnet-4.6";

    @TempDir
    private static Path folder;

    private static UpstreamSimulator second;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        second = UpstreamSimulator.start(SimulatorSettings.immediate(Clock.systemUTC())
                .withKey("second-key")
                .withModels(List.of(CLAUDE)));
        api = new Api(Map.of(
                "TIERUP_UPSTREAM_KEY", "first-key",
                "TIERUP_PROVIDERS", "second=openai:" + second.baseUrl(),
                "TIERUP_PROVIDER_SECOND_KEY", "second-key"));
        api.service.bean(TierCatalogue.class).publish(mapping());
    }

    @AfterAll
    static void stop() {
        api.close();
        second.close();
    }

    private static TierMapping mapping() throws IOException {
        var mapping =
                (ObjectNode) RunningService.JSON.readTree(Api.mappingFile().toFile());
        mapping.put("version", 2);
        ((ObjectNode) mapping.at("/tiers/1/candidates/0")).put("provider", "second");
        ((ObjectNode) mapping.at("/tiers/2/candidates/0")).put("provider", "unset");
        var file = folder.resolve("mapping-2.json");
        RunningService.JSON.writeValue(file.toFile(), mapping);
        return MappingFile.read(file);
    }

    private static String candidateOf(String account, String tier, String words) throws Exception {
        var reports = api.journal.reports().size();
        var answer = api.chat(account, """
                {"model": "%s", "max_tokens": 50, "messages": [{"role": "user", "content": "%s"}]}""".formatted(tier, words));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var record = Objects.requireNonNull(
                api.journal.await(reports + 1, 30, TimeUnit.SECONDS).getLast().record());
        return String.valueOf(record.consumption().candidate());
    }

    private static RecordedRequest last(UpstreamSimulator provider) {
        return provider.requests().getLast();
    }

    @Test
    void aCandidateIsCalledAtItsProviderWithItsProtocolAndKey() throws Exception {
        assertThat(candidateOf("load-01", "tier-2", "Hello")).isEqualTo("second::" + CLAUDE);

        assertThat(last(second).headers().get("authorization")).containsExactly("Bearer second-key");
        assertThat(last(second).body().path("model").asText()).isEqualTo(CLAUDE);
        assertThat(last(second).body().has("provider")).isFalse();
    }

    @Test
    void ifOneProviderFailsTheOtherAnswers() throws Exception {
        assertThat(candidateOf("load-02", "tier-2", "[[simulate:status=503,model=claude]] Hello"))
                .isEqualTo("openai/gpt-5.4");

        assertThat(last(api.simulator()).headers().get("authorization")).containsExactly("Bearer first-key");
        assertThat(last(api.simulator()).body().has("provider")).isTrue();
    }

    @Test
    void aCandidateWithoutAProviderRaisesAnAlarmAndTheNextAnswers() throws Exception {
        assertThat(candidateOf("load-03", "tier-3", "Hello")).isEqualTo("google/gemini-3.1-pro-preview");

        assertThat(api.journal.alarms()).contains("UPSTREAM_REFUSED_US unset::anthropic/claude-opus-4.6");
    }
}
