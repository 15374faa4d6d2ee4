package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiErrors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the routes of the contract with those of the deployment. */
class OpenApiTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static JsonNode yaml(String file) throws IOException {
        return YAML.readTree(RunningService.HOME.resolve(file).toFile());
    }

    private static Set<String> documentedPaths() throws IOException {
        var paths = new TreeSet<String>();
        yaml("docs/openapi.yaml").path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** {@code HttpConventionsTest} compares the methods. */
    @Test
    void theTemplateServesExactlyThePathsOfTheContract() throws IOException {
        var served = new TreeSet<String>();
        for (var resource : yaml("template.yaml").path("Resources")) {
            for (var event : resource.path("Properties").path("Events")) {
                if (event.path("Type").asText().equals("Api")) {
                    served.add(event.path("Properties").path("Path").asText());
                }
            }
        }

        assertThat(served.remove("/{proxy+}")).isTrue();
        assertThat(documentedPaths()).isNotEmpty().isEqualTo(served);
    }

    @Test
    void theErrorForAnUnknownPathNamesThePathsOfTheContract() throws IOException {
        var named = Pattern.compile("/v1[a-z_/-]*")
                .matcher(ApiErrors.unknownPath().message())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(documentedPaths().stream()
                        .filter(path -> path.startsWith("/v1/") && !path.contains("{"))
                        .collect(Collectors.toSet()))
                .isEqualTo(named);
    }
}
