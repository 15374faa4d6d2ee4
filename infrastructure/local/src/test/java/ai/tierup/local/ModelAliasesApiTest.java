package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of other vendors' models, which mean nothing until an account says what. */
@Tag("service")
@ExtendWith(RunningService.class)
class ModelAliasesApiTest {

    private static final String PATH = "/v1/account/models";
    private static final String CHAT =
            "{\"model\":\"gpt-6.2-sol\",\"messages\":[{\"role\":\"user\",\"content\":\"café\"}]}";
    private static final String MESSAGE =
            "{\"model\":\"claude-opus-5-5\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"café\"}]}";

    @Test
    void aVendorsModelIsATierInEveryApi(Api api) throws Exception {
        var customer = Customer.open(api, "aliases-used");
        var aliases = "{\"aliases\":{\"claude-*\":\"tier-2\",\"claude-opus-*\":\"tier-3\",\"gpt-*\":\"tier-4\"}}";

        var set = customer.send("PUT", PATH, aliases);

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(customer.read(PATH).path("aliases").toString())
                .isEqualTo("{\"claude-*\":\"tier-2\",\"claude-opus-*\":\"tier-3\",\"gpt-*\":\"tier-4\"}");
        var chat = customer.send("POST", "/v1/chat/completions", CHAT);
        var response = customer.send("POST", "/v1/responses", "{\"model\":\"gpt-6\",\"input\":\"café\"}");
        var message = customer.send("POST", "/v1/messages", MESSAGE);
        var count = customer.send("POST", "/v1/messages/count_tokens", MESSAGE);
        assertThat(chat.body()).contains("\"model\":\"tier-4\"", "café").doesNotContain("gpt-6.2");
        assertThat(response.body()).contains("\"model\":\"tier-4\"", "café").doesNotContain("gpt-6");
        assertThat(message.body()).contains("\"model\":\"tier-3\"", "café").doesNotContain("claude");
        assertThat(count.body()).startsWith("{\"input_tokens\":");
        assertThat(customer.read("/v1/audit?limit=1").at("/data/0/action").asText())
                .isEqualTo("models.changed");
    }

    @Test
    void withoutAnAliasItIsNotFound(Api api) throws Exception {
        var customer = Customer.open(api, "aliases-none");

        assertThat(customer.read(PATH).toString()).isEqualTo("{\"object\":\"model_aliases\",\"aliases\":{}}");
        assertThat(customer.send("POST", "/v1/chat/completions", CHAT).statusCode())
                .isEqualTo(404);
        assertThat(customer.send("POST", "/v1/messages", MESSAGE).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|400 invalid_json|",
                "{}|400 missing_field|aliases",
                "{\"aliases\":7}|400 invalid_value|aliases",
                "{\"aliases\":{\"*\":\"tier-2\"}}|400 invalid_value|aliases.*",
                "{\"aliases\":{\"gpt-*\":\"tier-9\"}}|400 invalid_value|aliases.gpt-*",
                "{\"aliases\":{\"gpt-*\":null}}|400 missing_field|aliases.gpt-*",
                "{\"aliases\":{},\"alias\":{}}|400 unsupported_parameter|alias",
            })
    void invalidAliasesAreRefused(String body, String code, String param, Api api) throws Exception {
        var customer = Customer.open(api, "aliases-bad-" + Integer.toHexString(body.hashCode()));

        var answer = customer.send("PUT", PATH, body);

        assertThat(Customer.code(answer)).isEqualTo(code);
        assertThat(Customer.json(answer).at("/error/param").asText(null)).isEqualTo(param);
    }
}
