package ai.tierup.functions.support.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({
        "models, /v1/models",
        "models/tier-1, /v1/models/tier-1",
        "chat/completions/, /v1/chat/completions",
        "v1//models, /v1/models",
        "/v1/models, /v1/models",
        "v1//chat///completions/, /v1/chat/completions",
        "v1/v1/models, /v1/models",
        "v1/v1/v1//models, /v1/models",
        "nothing, /v1/nothing",
        "models/v1, /v1/models/v1"
    })
    void whatAWrongBaseUrlDidToAPathIsCorrected(String rest, String expected) {
        assertThat(RequestPath.of("/{proxy+}", "/base/" + rest, Map.of("proxy", rest)))
                .isEqualTo(expected);
    }

    @Test
    void aPathWithARouteIsThatOfTheRouteWhateverTheBasePathOfTheDomain() {
        assertThat(RequestPath.of("/v1/models/{id}", "/base/v1/models/tier-1/", Map.of("id", "tier-1")))
                .isEqualTo("/v1/models/tier-1");
        assertThat(RequestPath.of("/", "/", Map.of())).isEqualTo("/");
    }
}
