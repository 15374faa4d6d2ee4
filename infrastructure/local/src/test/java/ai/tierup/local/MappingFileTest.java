package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.TierId;
import ai.tierup.operator.MappingFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingFileTest {

    private static final Path SHIPPED = RunningService.HOME.resolve("infrastructure/tiers/mapping-2.json");

    @TempDir
    Path folder;

    @Test
    void theShippedMappingIsRead() throws IOException {
        var tier = MappingFile.read(SHIPPED).tier(TierId.TIER_2);

        assertThat(tier.limits().contextTokens()).isEqualTo(128_000);
        assertThat(tier.listPrices().asOf()).isEqualTo("2026-11-20");
        assertThat(tier.listPrices().referenceModels())
                .containsExactly("Claude Sonnet 5.5", "GPT-6.2 Sol", "Gemini 4 Argon");
    }

    @Test
    void repeatedInputCosts15PercentInTheShippedMapping() throws IOException {
        for (var tier : MappingFile.read(SHIPPED).inOrder()) {
            assertThat(tier.prices().repeatedInput().picoUsd() * 100)
                    .isEqualTo(tier.prices().input().picoUsd() * 15);
        }
    }

    @Test
    void eachShippedTierHasTwoCandidatesOfTwoVendors() throws IOException {
        for (var tier : MappingFile.read(SHIPPED).inOrder()) {
            assertThat(tier.candidates())
                    .hasSize(2)
                    .extracting(candidate -> candidate.slug().replaceFirst("/.*", ""))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void eachShippedCandidateHasAContextAndLevelsOfReasoningEffort() throws IOException {
        for (var tier : MappingFile.read(SHIPPED).inOrder()) {
            assertThat(tier.candidates()).allSatisfy(candidate -> {
                assertThat(candidate.limits().contextTokens())
                        .isGreaterThan(tier.limits().contextTokens());
                assertThat(candidate.parameters().efforts()).contains(ReasoningEffort.LOW, ReasoningEffort.HIGH);
            });
        }
    }

    @Test
    void aMappingThatDoesNotSayWhereItsListPricesComeFromIsRefused() throws IOException {
        for (var field : List.of("repeated_input_usd_per_million", "list_as_of", "list_reference_models")) {
            var text = Files.readString(SHIPPED).replace("\"" + field + "\"", "\"other\"");

            var file = Files.writeString(folder.resolve("mapping.json"), text);
            assertThatThrownBy(() -> MappingFile.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(field);
        }
    }

    private Path shippedWith(String parameters) throws IOException {
        var changed = Files.readString(SHIPPED)
                .replaceAll("\"reasoning_efforts\": \\[[^]]*],", "")
                .replaceFirst("\"slug\": ", "\"parameters\": [" + parameters + "], \"slug\": ");
        return Files.writeString(folder.resolve("mapping.json"), changed);
    }

    @Test
    void aCandidateTakesTheParametersThatTheFileNames() throws IOException {
        var candidates = MappingFile.read(shippedWith("\"temperature\", \"stop\""))
                .tier(TierId.TIER_1)
                .candidates();

        assertThat(candidates.getFirst().parameters().optional())
                .containsExactlyInAnyOrder(OptionalParameter.TEMPERATURE, OptionalParameter.STOP);
        assertThat(candidates.getLast().parameters()).isEqualTo(TakenParameters.UNKNOWN);
        assertThatThrownBy(() -> MappingFile.read(shippedWith("\"warmth\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warmth");
    }

    @ParameterizedTest
    @CsvSource({
        "tiers, does not define tier-1",
        "candidates, tier-1 has no candidate",
    })
    void aMappingWithoutTiersOrCandidatesIsRefused(String list, String message) throws IOException {
        var text = Files.readString(SHIPPED).replace("\"" + list + "\": [", "\"" + list + "\": [], \"other\": [");
        var file = Files.writeString(folder.resolve("mapping.json"), text);

        assertThatThrownBy(() -> MappingFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTierThatIsThereTwiceIsRefused() throws IOException {
        var text = Files.readString(SHIPPED).replace("\"tier-2\"", "\"tier-3\"");
        var file = Files.writeString(folder.resolve("mapping.json"), text);

        assertThatThrownBy(() -> MappingFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The mapping has tier-3 twice");
    }

    @Test
    void aCandidateTakesTheReasoningEffortsThatTheFileNames() throws IOException {
        var candidate = MappingFile.read(shippedWith("\"stop\"], \"reasoning_efforts\": [\"low\", \"xhigh\""))
                .tier(TierId.TIER_1)
                .candidates()
                .getFirst();

        assertThat(candidate.parameters().efforts())
                .containsExactlyInAnyOrder(ReasoningEffort.LOW, ReasoningEffort.VERY_HIGH);
        assertThatThrownBy(() -> MappingFile.read(shippedWith("\"stop\"], \"reasoning_efforts\": [\"warm\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warm");
    }

    /** The first candidate of tier-1 is changed, or else the file as a whole. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"slug\": \"openai/gpt-6-luna\"|\"slug\": \" \"|tier-1: candidate 1: slug must be a text",
                "\"slug\": \"openai/gpt-6-luna\"|\"slug\": {}|tier-1: candidate 1: slug must be a text",
                "\"slug\": \"openai/gpt-6-luna\"|\"name\": \"x\"|tier-1: candidate 1: slug must be a text",
                "\"slug\": \"openai/gpt-6-luna\"|\"slug\": \"x\", \"removedon\": \"2026-12-01\"|tier-1: candidate 1: there is no field removedon",
                "\"default_output_tokens\": 2048|\"default_output_tokens\": 2048, \"price\": 7|tier-1: there is no field price",
                "\"version\": 2,|\"version\": 2, \"canary\": 5,|there is no field canary",
                "\"native_ratio_permille\": 1000|\"native_ratio_permille\": 0|tier-1: candidate 1: A native ratio must be at least",
                "\"input_usd_per_million\": \"0.10\"|\"input_usd_per_million\": \"-1\"|tier-1: candidate 1: input_usd_per_million must be a price of 0 to 1000 dollars",
                "\"input_usd_per_million\": \"0.10\"|\"input_usd_per_million\": \"ten\"|tier-1: candidate 1: input_usd_per_million must be a price of 0 to 1000 dollars",
                "\"published_at\": \"2026-11-29T00:00:00Z\"|\"published_at\": null|published_at must be a text",
                "\"id\": \"tier-1\"|\"id\": \"tier-7\"|There is no tier tier-7",
            })
    void whatIsWrongIsSaidWithItsPlace(String part, String broken, String message) throws IOException {
        var text = Files.readString(SHIPPED);
        var at = text.indexOf(part);
        var changed = text.substring(0, at) + broken + text.substring(at + part.length());
        var file = Files.writeString(folder.resolve("mapping.json"), changed);

        assertThatThrownBy(() -> MappingFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "\"tiers\""})
    void whatIsNoObjectIsNoMapping(String text) throws IOException {
        var file = Files.writeString(folder.resolve("mapping.json"), text);

        assertThatThrownBy(() -> MappingFile.read(file))
                .hasMessageEndingWith("is not a mapping: it must be a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 2,|\"version\": 2, \"version\": 3,|in line 2: Duplicate field 'version'",
                "\"version\": 2,|version: 2,|in line 2: Unexpected character",
            })
    void whatIsNoJsonIsSaidWithItsLine(String part, String broken, String message) throws IOException {
        var file = Files.writeString(
                folder.resolve("mapping.json"), Files.readString(SHIPPED).replace(part, broken));

        assertThatThrownBy(() -> MappingFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "context_tokens, 1e400000000",
        "context_tokens, 128000.5",
        "context_tokens, \"128000\"",
        "max_output_tokens, 4294967297",
        "input_usd_per_million, 1e400000000",
        "input_usd_per_million, \"1e400000000\"",
        "input_usd_per_million, \"1000.01\"",
        "input_usd_per_million, \"0.0000001\"",
        "input_usd_per_million, \"ten\"",
        "input_usd_per_million, \"-1\"",
        "repeated_input_usd_per_million, \"0.000001\"",
        "list_as_of, \"20 November 2026\"",
        "list_as_of, \"2026-11-20T00:00:00Z\""
    })
    void aNumberThatCannotBeMeantIsRefused(String field, String value) throws IOException {
        var file = folder.resolve("mapping.json");
        var text = Files.readString(SHIPPED);
        var changed = text.replaceFirst("\"" + field + "\": [^,]+", "\"" + field + "\": " + value);
        new ObjectMapper().readTree(Files.writeString(file, changed).toFile());

        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> MappingFile.read(file)).isInstanceOf(IllegalArgumentException.class);
    }
}
