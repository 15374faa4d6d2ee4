package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.functions.support.observability.ReportedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingRouteTest {

    private final IsolatedService service = new IsolatedService();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        service.close();
    }

    private void answer(StreamingEndpoint endpoint) throws IOException {
        service.context()
                .getBean(StreamingRoute.class)
                .answer(
                        new ByteArrayInputStream("{\"httpMethod\":\"GET\",\"path\":\"/\"}".getBytes(UTF_8)),
                        output,
                        () -> Duration.ofMinutes(1),
                        endpoint);
    }

    @Test
    void anAnswerThatFailsAfterItsBeginningIsNotCompleted() {
        assertThatExceptionOfType(ReportedException.class)
                .isThrownBy(() -> answer((request, answer, deadline) -> {
                    answer.head("text/csv", Map.of());
                    answer.write("id\r\n".getBytes(UTF_8));
                    throw new IllegalStateException("The store is down");
                }));

        assertThat(output.toString(UTF_8)).startsWith("{\"statusCode\":200,").endsWith("id\r\n");
        assertThat(service.log()).singleElement().asString().contains("INTERNAL_ERROR");
    }

    @Test
    void anAnswerThatItsEndpointBreaksOffRaisesNoAlarm() {
        assertThatExceptionOfType(ReportedException.class)
                .isThrownBy(() -> answer((request, answer, deadline) -> {
                    answer.head("text/csv", Map.of());
                    answer.breakOff();
                }));

        assertThat(service.log()).isEmpty();
    }

    @Test
    void aFailureBeforeTheBeginningIsAnError() throws IOException {
        answer((request, answer, deadline) -> {
            throw new BadRequest(ApiErrors.invalidValue("from", "Send a day."));
        });

        assertThat(output.toString(UTF_8)).startsWith("{\"statusCode\":400,").contains("\"param\":\"from\"");
        assertThat(service.log()).isEmpty();
    }
}
