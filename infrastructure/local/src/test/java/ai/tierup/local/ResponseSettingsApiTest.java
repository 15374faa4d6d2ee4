package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an account lets the outputs of its responses be kept. */
@Tag("service")
@ExtendWith(RunningService.class)
class ResponseSettingsApiTest {

    private static final String PATH = "/v1/account/responses";

    /** Asks, and then refers to the answer. Returns the error of the second request, or its status. */
    private static String referTo(Customer customer) throws Exception {
        var first = Customer.json(customer.send(
                "POST", "/v1/responses", "{\"model\":\"tier-2\",\"input\":\"A berth is a place for a ship.\"}"));
        var item = first.path("output").path(0).path("id").asText();
        return Customer.code(customer.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"tier-2\",\"input\":[{\"type\":\"item_reference\",\"id\":\"%s\"},{\"role\":\"user\",\"content\":\"Go on.\"}]}"
                        .formatted(item)));
    }

    @Test
    void outputsAreKeptAtFirst(Api api) throws Exception {
        var customer = Customer.open(api, "responses-kept");

        assertThat(customer.read(PATH).toString()).isEqualTo("{\"object\":\"response_settings\",\"store\":true}");
        assertThat(referTo(customer)).isEqualTo("200 ");
    }

    @Test
    void anAccountThatSwitchesItOffHasNothingKept(Api api) throws Exception {
        var customer = Customer.open(api, "responses-off");
        var set = customer.send("PUT", PATH, "{\"store\":false}");

        assertThat(set.body()).isEqualTo("{\"object\":\"response_settings\",\"store\":false}");
        assertThat(customer.read(PATH).path("store").asBoolean()).isFalse();
        assertThat(referTo(customer)).isEqualTo("400 item_not_found");
        assertThat(customer.read("/v1/audit?limit=1").at("/data/0/action").asText())
                .isEqualTo("responses.changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|400 invalid_json|",
                "{}|400 missing_field|store",
                "{\"store\":null}|400 missing_field|store",
                "{\"store\":\"no\"}|400 invalid_value|store",
                "{\"store\":true,\"keep\":1}|400 unsupported_parameter|keep",
            })
    void invalidSettingsAreRefused(String body, String code, String param, Api api) throws Exception {
        var customer = Customer.open(api, "responses-bad-" + Integer.toHexString(body.hashCode()));

        var answer = customer.send("PUT", PATH, body);

        assertThat(Customer.code(answer)).isEqualTo(code);
        assertThat(Customer.json(answer).at("/error/param").asText(null)).isEqualTo(param);
        assertThat(customer.read(PATH).path("store").asBoolean()).isTrue();
    }

    @Test
    void aKeyForInferenceMayNotChangeIt(Api api) throws Exception {
        var inference =
                Customer.open(api, "responses-rights").withNewKey("{\"name\":\"agent\",\"scopes\":[\"inference\"]}");

        assertThat(inference.send("PUT", PATH, "{\"store\":false}").statusCode())
                .isEqualTo(403);
    }
}
