package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.ErrorBody;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.RequestErrors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Answers that API Gateway gives by itself, which must look like ours. */
class GatewayResponsesTest {

    private static final String MAYBE_CHARGED = " GET /v1/usage/requests shows whether you were charged.";

    private static JsonNode responses() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("template.yaml").toFile())
                .at("/Resources/Api/Properties/GatewayResponses");
    }

    private static String body(JsonNode response) {
        return response.at("/ResponseTemplates/application~1json").asText();
    }

    @Test
    void eachHasTheCodeStatusAndTypeOfTheCatalogue() throws IOException {
        assertThat(responses()).isNotEmpty();
        for (var response : responses()) {
            var error = RunningService.JSON.readTree(body(response)).path("error");
            var code = ErrorCode.valueOf(error.path("code").asText().toUpperCase(Locale.ROOT));
            var ours = RunningService.JSON
                    .readTree(ErrorBody.write(new ApiError(code, "", null, null, List.of())))
                    .path("error");
            assertThat(response.path("StatusCode").asText()).isEqualTo(Integer.toString(code.status()));
            assertThat(error.path("type")).isEqualTo(ours.path("type"));
            assertThat(error.fieldNames()).toIterable().containsExactly("message", "type", "param", "code");
            assertThat(error.path("message").asText()).endsWith(".");
        }
    }

    @Test
    void errorsThatTheServiceAlsoReturnsHaveTheSameBody() throws IOException {
        for (var response :
                List.of("MISSING_AUTHENTICATION_TOKEN", "INVALID_SIGNATURE", "ACCESS_DENIED", "RESOURCE_NOT_FOUND")) {
            assertSame(response, ApiErrors.unknownPath());
        }
        assertSame("REQUEST_TOO_LARGE", ApiErrors.requestTooLarge());
        assertSame("UNSUPPORTED_MEDIA_TYPE", RequestErrors.inFull(ApiErrors.unsupportedContentEncoding()));
    }

    /** A path that does not exist is not one that could charge. */
    @Test
    void eachSaysWhatItMeansForTheMoney() throws IOException {
        for (var response : responses()) {
            if (!response.path("StatusCode").asText().equals("404")) {
                assertThat(body(response))
                        .containsAnyOf("You were not charged.", "Nothing was charged.", MAYBE_CHARGED);
            }
        }
    }

    /** The function may have been answering when API Gateway gave up. */
    @Test
    void whatEndsAnAnswerSaysWhereTheChargeIsShown() throws IOException {
        for (var response : List.of("DEFAULT_5XX", "INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT")) {
            assertThat(body(responses().path(response))).contains(MAYBE_CHARGED);
        }
    }

    private static void assertSame(String response, ApiError ours) throws IOException {
        assertThat(body(responses().path(response))).isEqualTo(new String(ErrorBody.write(ours), UTF_8));
    }
}
