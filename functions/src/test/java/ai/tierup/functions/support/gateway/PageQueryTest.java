package ai.tierup.functions.support.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.wallet.EntryId;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageQueryTest {

    private static PageQuery<RequestId> read(Map<String, String> query) {
        return PageQuery.read(request(query), RequestId::parsePublic);
    }

    private static GatewayRequest request(Map<String, String> query) {
        return new GatewayRequest(
                GatewayRequest.Arrival.UNKNOWN,
                "GET",
                "/v1/usage/requests",
                Map.of(),
                query,
                Map.of(),
                new byte[0],
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "101", "-1", "1e1", "1.0", "", " 1", "2147483648", "99999999999999999999", "0x10", "ten"})
    void aLimitThatIsNoWholeNumberFromOneToAHundredIsRefused(String limit) {
        assertThat(read(Map.of("limit", limit))).isInstanceOf(PageQuery.Invalid.class);
    }

    @Test
    void anyLimitAndAnyCursorIsReadOrRefused() {
        var random = new Random(14);
        for (var round = 0; round < 5_000; round++) {
            var query = Map.of(
                    "limit", text(random, "-+.e0123456789"), "cursor", "req_" + text(random, "0123456789abcdefz/%é"));
            if (read(query) instanceof PageQuery.Page<RequestId>(var limit, var before)) {
                assertThat(limit).as("%s", query).isBetween(1, 100);
                assertThat(before).as("%s", query).isNotNull();
            }
        }
    }

    @Test
    void aCursorOfMillionsOfCharactersIsRefused() {
        var cursor = "0".repeat(4_000_000);

        assertThat(read(Map.of("cursor", "req_" + cursor))).isInstanceOf(PageQuery.Invalid.class);
        assertThat(PageQuery.read(request(Map.of("cursor", cursor)), EntryId::parsePublic))
                .isInstanceOf(PageQuery.Invalid.class);
        assertThat(read(Map.of("limit", "1" + cursor))).isInstanceOf(PageQuery.Invalid.class);
    }

    private static String text(Random random, String alphabet) {
        var text = new StringBuilder();
        for (var length = random.nextInt(20); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
