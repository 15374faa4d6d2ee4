package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.local.RunningService.Api;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Anthropic's clients need beyond the format: keys, headers, errors and money. */
@Tag("service")
@ExtendWith(RunningService.class)
class MessagesApiTest {

    private static final String ACCOUNT = "load-11";
    private static final String REFUSED = "load-12";
    private static final String PATH = "/v1/messages";
    private static final String IMAGE =
            "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}]";

    private static String asking(String tier, String content, String more) {
        return "{\"model\":\"%s\",\"max_tokens\":200,\"messages\":[{\"role\":\"user\",\"content\":%s}]%s}"
                .formatted(tier, content, more);
    }

    private static HttpResponse<String> send(Api api, String account, String body) throws Exception {
        return api.send(api.request(account, PATH + "?beta=true")
                .header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .header("anthropic-beta", "claude-code-20250219,unheard-of-2030-01-01")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static BigDecimal balance(Api api) throws Exception {
        return new BigDecimal(
                api.read(ACCOUNT, "/v1/wallet").path("available_usd").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/messages", "/v1/v1/messages", "/v1//messages/"})
    void takesTheKeyAsClientsOfAnthropicSendIt(String path, Api api) throws Exception {
        var answer = api.send(HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("x-api-key", api.key(ACCOUNT).reveal())
                .POST(BodyPublishers.ofString(asking("tier-2", "\"Hi\"", ""))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "request-id")).isEqualTo(header(answer, "x-request-id"));
        assertThat(header(answer, "access-control-expose-headers")).contains("request-id");
    }

    @Test
    void aMessageIsChargedAndRecorded(Api api) throws Exception {
        var before = balance(api);

        var answer = send(api, ACCOUNT, asking("tier-2", "\"The harbour is calm.\"", ""));

        var cost = new BigDecimal(header(answer, "x-tierup-cost-usd"));
        assertThat(cost).isPositive();
        assertThat(before.subtract(balance(api))).isEqualByComparingTo(cost);
        var usage = RunningService.JSON.readTree(answer.body()).path("usage");
        var record = api.read(ACCOUNT, "/v1/usage/requests?limit=1").at("/data/0");
        assertThat(record.path("id").asText()).isEqualTo(header(answer, "x-request-id"));
        assertThat(record.path("prompt_tokens")).isEqualTo(usage.path("input_tokens"));
        assertThat(record.path("completion_tokens")).isEqualTo(usage.path("output_tokens"));
    }

    @Test
    void inputIsCountedInBurstsAndAtNoCost(Api api) throws Exception {
        var before = balance(api);
        var calls = api.simulator().callCount();
        var body = "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}],\"tools\":[]}";
        var counting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 24; i++) {
            var request = api.request(ACCOUNT, PATH + "/count_tokens?beta=true").POST(BodyPublishers.ofString(body));
            counting.add(RunningService.HTTP.sendAsync(request.build(), BodyHandlers.ofString()));
        }

        // 3 for the request, 4 for the message, 2 for its words
        assertThat(counting).extracting(answer -> answer.get().body()).containsOnly("{\"input_tokens\":9}");
        assertThat(balance(api)).isEqualByComparingTo(before);
        assertThat(api.simulator().callCount()).isEqualTo(calls);
    }

    @Test
    void aBadCountIsRefusedInItsShape(Api api) throws Exception {
        var noMessages = api.send(
                api.request(ACCOUNT, PATH + "/count_tokens").POST(BodyPublishers.ofString("{\"model\":\"tier-2\"}")));
        var noKey = api.send(HttpRequest.newBuilder(URI.create(api.url(PATH + "/count_tokens")))
                .POST(BodyPublishers.ofString("{}")));

        assertIsError(noMessages, 400, "invalid_request_error", "messages is missing.");
        assertIsError(noKey, 401, "authentication_error", "The API key is missing");
        assertIsError(
                api.get(ACCOUNT, PATH + "/count_tokens"), 405, "invalid_request_error", "This path does not support");
    }

    @Test
    void whatClientsMustDoIsToldInTheirWords(Api api) throws Exception {
        var image = send(api, ACCOUNT, asking("tier-1", IMAGE, ""));
        var tooLong = send(api, ACCOUNT, asking("tier-2", "\"" + "7 ".repeat(310_000) + "\"", ""));

        assertIsError(image, 400, "invalid_request_error", "capability_rejected: image_block");
        assertThat(RunningService.JSON
                        .readTree(image.body())
                        .at("/error/detail")
                        .asText())
                .startsWith("tier-1 does not offer vision.");
        assertThat(header(image, "x-should-retry")).isEmpty();
        assertThat(RunningService.JSON
                        .readTree(tooLong.body())
                        .at("/error/message")
                        .asText())
                .matches("prompt is too long: 6\\d{5} tokens > \\d+ maximum");
    }

    @Test
    void aConversationGoesOnInAnotherApi(Api api) throws Exception {
        var tool = "{\"name\":\"get_time\",\"input_schema\":{\"type\":\"object\"}}";
        var first = RunningService.JSON.readTree(
                send(api, ACCOUNT, asking("tier-2", "\"What time is it?\"", ",\"tools\":[" + tool + "]"))
                        .body());
        var id = first.at("/content/0/id").asText();

        var second = api.chat(ACCOUNT, """
            {"model": "tier-3", "messages": [{"role": "user", "content": "What time is it?"},
             {"role": "assistant", "tool_calls": [{"id": "%1$s", "type": "function", "function": {"name": "get_time", "arguments": "{}"}}]},
             {"role": "tool", "tool_call_id": "%1$s", "content": "noon"}]}\
            """.formatted(id.replace("toolu_", "call_")));

        assertThat(second.body()).contains("The tool said: noon");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":|400|invalid_request_error|The body is not valid JSON.",
                "{\"model\":\"tier-2\",\"messages\":[]}|400|invalid_request_error|max_tokens is missing.",
                "{\"model\":\"tier-2\",\"max_tokens\":5,\"messages\":[]}|400|invalid_request_error|messages has"
                        + " no valid value. Send at least one",
                "{\"model\":\"claude-opus-5-5\",\"max_tokens\":5,\"messages\":[]}|404|not_found_error|model: Unknown"
                        + " model.",
                "{\"model\":\"tier-2\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://169.254.169.254/a\"}}]}]}|400|invalid_request_error|messages[0].content[0].source.url:"
                        + " The address is in a private network",
                "{\"model\":\"tier-2\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://169.254.169.254/a\"}}]}]}|400|invalid_request_error|messages[0].content[0].source.url:"
                        + " The address is in a private network",
            })
    void anInvalidRequestIsRefusedWithoutACallUpstream(String body, int status, String type, String message, Api api)
            throws Exception {
        var calls = api.simulator().callCount();

        var answer = send(api, REFUSED, body);

        assertIsError(answer, status, type, message);
        assertThat(api.simulator().callCount()).isEqualTo(calls);
        assertThat(api.service
                        .bean(WalletLedger.class)
                        .find(new AccountId(REFUSED))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
    }

    private static void assertIsError(HttpResponse<String> answer, int status, String type, String message)
            throws Exception {
        var json = RunningService.JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.fieldNames()).toIterable().containsExactly("type", "error", "request_id");
        assertThat(json.path("type").asText()).isEqualTo("error");
        assertThat(json.at("/error/type").asText()).isEqualTo(type);
        assertThat(json.at("/error/message").asText()).startsWith(message);
        assertThat(json.path("request_id").asText()).isEqualTo(header(answer, "request-id"));
    }

    @Test
    void clientsDoNotRepeatWhatIsInVain(Api api) throws Exception {
        var unknown = api.send(HttpRequest.newBuilder(URI.create(api.url(PATH)))
                .header("x-api-key", "tu-nobody")
                .POST(BodyPublishers.ofString(asking("tier-2", "\"Hi\"", ""))));
        var search = send(
                api,
                ACCOUNT,
                asking("tier-2", "\"Hi\"", ",\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]"));
        var document = send(
                api,
                ACCOUNT,
                asking(
                        "tier-2",
                        "[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"}}]",
                        ""));

        assertIsError(unknown, 401, "authentication_error", "The API key is missing");
        assertThat(header(unknown, "x-should-retry")).isEqualTo("false");
        assertIsError(search, 400, "invalid_request_error", "tools[0].type asks for what is not supported. ");
        assertThat(header(search, "x-should-retry")).isEqualTo("false");
        assertThat(header(send(api, ACCOUNT, "{\"model\":\"tier-2\"}"), "x-should-retry"))
                .isEqualTo("false");
        assertIsError(document, 400, "invalid_request_error", "capability_rejected: document_block");
        assertThat(header(document, "x-should-retry")).isEmpty();
    }

    @Test
    void anotherMethodIsRefusedInItsShape(Api api) throws Exception {
        var answer = api.get(ACCOUNT, PATH);

        assertIsError(answer, 405, "invalid_request_error", "This path does not support this method.");
        assertThat(header(answer, "allow")).isEqualTo("OPTIONS, POST");
    }

    static Stream<Arguments> brokenAnswers() {
        return Stream.of(
                Arguments.of("[[simulate:break_after=3]] hello", "error"),
                Arguments.of("[[simulate:error_after=3]] hello", "error"),
                Arguments.of("[[simulate:bare_error_after=2]] hello", "error"),
                Arguments.of("hello", "message_stop"));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void aBrokenStreamEndsWithAnErrorAndNeverAsIfItWereComplete(String prompt, String lastEvent, Api api)
            throws Exception {
        var body = send(api, ACCOUNT, asking("tier-2", "\"" + prompt + "\"", ",\"stream\":true"))
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")))
                .first()
                .isEqualTo("event: message_start");
        assertThat(body.lines().filter(line -> line.startsWith("event: ")))
                .last()
                .isEqualTo("event: " + lastEvent);
        assertThat(body.contains("message_stop")).isEqualTo(lastEvent.equals("message_stop"));
    }
}
