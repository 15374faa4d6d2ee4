package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares the routes of the contract with those of the deployment. */
class OpenApiTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static JsonNode yaml(String file) throws IOException {
        return YAML.readTree(RunningService.HOME.resolve(file).toFile());
    }

    @Test
    void theTemplateServesExactlyTheRoutesOfTheContract() throws IOException {
        var documented = new TreeSet<String>();
        yaml("docs/openapi.yaml")
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        var served = new TreeSet<String>();
        for (var resource : yaml("template.yaml").path("Resources")) {
            for (var event : resource.path("Properties").path("Events")) {
                if (event.path("Type").asText().equals("Api")) {
                    var route = event.path("Properties");
                    served.add(route.path("Method").asText().toUpperCase(Locale.ROOT) + " "
                            + route.path("Path").asText());
                }
            }
        }

        assertThat(documented).isNotEmpty().isEqualTo(served);
    }
}
