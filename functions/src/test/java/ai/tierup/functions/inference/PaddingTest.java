package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.gateway.GatewayRequest;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {

    @Test
    void everySizeIsFilledUpToAMultipleOf256() {
        for (var bytes = 1; bytes <= 1024; bytes++) {
            var comment = new String(Padding.ON.after(bytes), US_ASCII);

            assertThat((bytes + comment.length()) % 256).as("%d bytes", bytes).isZero();
            assertThat(comment).matches("(: \\.*\n)?");
        }
    }

    @Test
    void nothingIsFilledUpIfItIsOff() {
        assertThat(Padding.OFF.after(100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x-tierup-padding, off, OFF",
        "X-TierUp-Padding, OFF, OFF",
        "x-tierup-padding, on, ON",
        "x-other, off, ON"
    })
    void aHeaderTurnsItOff(String name, String value, Padding expected) {
        var event = new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withPath("/v1/chat/completions")
                .withMultiValueHeaders(Map.of(name, List.of(value)));

        assertThat(Padding.of(GatewayRequest.of(event))).isEqualTo(expected);
    }
}
