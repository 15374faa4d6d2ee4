package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /v1/tokens/count} on the running service. */
@Tag("service")
@ExtendWith(RunningService.class)
class TokenCountTest {

    private static final String PATH = "/v1/tokens/count";

    private static final String BODY = """
        {"model": "tier-2", "max_tokens": 50, "messages": [
          {"role": "system", "content": "Be brief. Sois bref. 简短一点。"},
          {"role": "user", "content": [{"type": "text", "text": "One"}, {"type": "text", "text": "[[simulate:tokens=5]]"}]},
          {"role": "assistant", "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "now", "arguments": "{\\"zone\\": \\"UTC\\"}"}}]},
          {"role": "tool", "tool_call_id": "call_1", "content": "noon"}],
         "tools": [{"type": "function", "function": {"name": "now", "parameters": {"type": "object",  "properties": {}}}}]}\
        """;

    private static final String LINK = """
        {"model": "tier-2", "messages": [{"role": "user", "content": [
          {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]}]}\
        """;

    private static HttpResponse<String> count(Api api, String path, String body) throws Exception {
        return api.send(api.request("demo", path).POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode counted(Api api, String body) throws Exception {
        var answer = count(api, PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningService.JSON.readTree(answer.body());
    }

    @Test
    void aRequestIsBilledTheCountAndTheCountCostsNothing(Api api) throws Exception {
        var before = api.read("demo", "/v1/wallet");
        var count = counted(api, BODY);
        var after = api.read("demo", "/v1/wallet");
        var usage = RunningService.JSON.readTree(api.chat("demo", BODY).body()).path("usage");

        assertThat(after).isEqualTo(before);
        assertThat(count.path("prompt_tokens").asLong())
                .isPositive()
                .isEqualTo(usage.path("prompt_tokens").asLong());
        assertThat(count.path("block_tokens")).hasSize(4);
        assertThat(count.path("exact").asBoolean()).isTrue();
    }

    @Test
    void anImageBehindALinkIsCountedAsTheLargest(Api api) throws Exception {
        var count = counted(api, LINK);

        assertThat(count.path("prompt_tokens").asLong()).isEqualTo(3 + 4 + 1_600);
        assertThat(count.path("exact").asBoolean()).isFalse();
    }

    @Test
    void aDocumentBehindALinkIsNotCounted(Api api) throws Exception {
        var file = LINK.replace("image_url\", \"image_url\": {\"url\"", "file\", \"file\": {\"file_data\"");
        var document = """
                {"model": "tier-2", "messages": [{"role": "user", "content": [
                  {"type": "document", "source": {"type": "url", "url": "https://example.com/a.pdf"}}]}]}""";

        var ofAll = count(api, PATH, file);
        var ofMessages = count(api, "/v1/messages/count_tokens", document);

        assertThat(ofAll.statusCode()).isEqualTo(400);
        assertThat(ofAll.body()).contains("messages[0].content[0].file.file_data", "You were not charged.");
        assertThat(ofMessages.statusCode()).isEqualTo(400);
        assertThat(ofMessages.body())
                .contains("messages[0].content[0].source.url asks for what is not supported. A count does not fetch");
    }

    @Test
    void whatCannotBeCountedIsAnError(Api api) throws Exception {
        assertThat(count(api, PATH, "{\"model\": \"tier-2\"}").statusCode()).isEqualTo(400);
        assertThat(count(api, PATH + "?api=/v1/nothing", BODY).body()).contains("/v1/chat/completions", "invalid");
        assertThat(api.send(api.request("demo", PATH).GET()).statusCode()).isEqualTo(405);
        assertThat(api.send(api.request("demo", PATH)
                                .setHeader("authorization", "Bearer tu-none")
                                .POST(BodyPublishers.ofString(BODY)))
                        .statusCode())
                .isEqualTo(401);
    }
}
