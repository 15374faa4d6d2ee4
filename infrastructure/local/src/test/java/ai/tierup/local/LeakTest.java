package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers, streams and errors from upstream. Nothing that identifies upstream reaches the client, neither in bodies nor in headers. */
@Tag("service")
@ExtendWith(RunningService.class)
class LeakTest {

    /** Names, ids and fields of upstream's answers, in lower case. The test adds the names of the candidates. */
    private static final List<String> FORBIDDEN = List.of(
            "openrouter",
            "gen-",
            "provider",
            "native_finish_reason",
            "system_fingerprint",
            "fp_",
            "service_tier",
            "cost_details",
            "is_byok",
            "reasoning_details",
            "\"reasoning\"",
            "toolu_",
            "functions.",
            "user_id",
            "error_type",
            "metadata",
            "upstream_",
            "cf-ray",
            "cloudflare",
            "x-generation-id",
            "anthropic",
            "google",
            "openai",
            "claude",
            "gemini",
            "gpt-");

    /** Our own words that contain a forbidden one. */
    private static final List<String> ALLOWED = List.of("upstream_unavailable", "upstream_timeout");

    /** Fields of Anthropic's Messages API that contain a forbidden word. Our ids of calls are {@code toolu_…} there. */
    private static final List<String> ALLOWED_IN_MESSAGES = List.of("\"service_tier\":null", "\"id\":\"toolu_");

    /** The settings of a response that have a forbidden name, with what the requests of this test ask for. */
    private static final List<String> SETTINGS = List.of(
            "\"reasoning\":{\"effort\":null,\"summary\":null},", "\"service_tier\":\"default\",", "\"metadata\":{},");

    static Stream<String> chats() {
        var bodies = new ArrayList<String>();
        for (var tier : List.of("tier-1", "tier-2", "tier-3", "tier-4")) {
            for (var stream : List.of("false", "true")) {
                for (var prompt : PROMPTS) {
                    bodies.add("""
                        {"model": "%s", "stream": %s, "stream_options": {"include_usage": true}, "max_tokens": 300,
                         "messages": [{"role": "user", "content": "%s"}]}\
                        """.formatted(tier, stream, prompt));
                }
                bodies.add("""
                    {"model": "%s", "stream": %s, "max_tokens": 300, "tools": [{"type": "function", "function":
                      {"name": "get_time", "parameters": {"type": "object", "properties": {"zone": {"type": "string"}},
                       "required": ["zone"]}}}],
                     "messages": [{"role": "user", "content": "What time is it?"}]}\
                    """.formatted(tier, stream));
            }
        }
        return bodies.stream()
                .map(body -> body.contains("\"stream\": false")
                        ? body.replace("\"stream_options\": {\"include_usage\": true}, ", "")
                        : body);
    }

    static Stream<String> messages() {
        var bodies = new ArrayList<String>();
        for (var tier : List.of("tier-1", "tier-2", "tier-3", "tier-4")) {
            for (var stream : List.of("false", "true")) {
                for (var prompt : PROMPTS) {
                    bodies.add("""
                        {"model": "%s", "stream": %s, "max_tokens": 300, "messages": [{"role": "user", "content": "%s"}]}\
                        """.formatted(tier, stream, prompt));
                }
                bodies.add("""
                    {"model": "%s", "stream": %s, "max_tokens": 300, "tools": [{"name": "get_time", "input_schema":
                      {"type": "object", "properties": {"zone": {"type": "string"}}, "required": ["zone"]}}],
                     "messages": [{"role": "user", "content": "What time is it?"}]}\
                    """.formatted(tier, stream));
            }
        }
        return bodies.stream();
    }

    private static final List<String> PROMPTS = List.of(
            "hello",
            "[[simulate:status=500]]",
            "[[simulate:status=503]]",
            "[[simulate:status=429,retry_after=7]]",
            "[[simulate:status=402]]",
            "[[simulate:status=401]]",
            "[[simulate:status=404]]",
            "[[simulate:status=400,type=context_length_exceeded]]",
            "[[simulate:status=400,type=content_policy_violation]]",
            "[[simulate:error_in_200]]",
            "[[simulate:break_after=3]]",
            "[[simulate:error_after=3]]",
            "[[simulate:bare_error_after=2]]",
            "[[simulate:garbage]]",
            "[[simulate:truncated_json]]",
            "[[simulate:empty]]");

    @ParameterizedTest
    @MethodSource("chats")
    void nothingThatIdentifiesUpstreamReachesAClientOfOpenAi(String body, Api api) throws Exception {
        assertNoLeak(bytesOf(api.chat("load-07", body), ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void nothingThatIdentifiesUpstreamReachesAClientOfAnthropic(String body, Api api) throws Exception {
        var answer = api.send(api.request("load-07", "/v1/messages").POST(BodyPublishers.ofString(body)));

        assertThat(answer.headers().firstValue("request-id")).isPresent();
        var allowed = new ArrayList<>(ALLOWED);
        allowed.addAll(ALLOWED_IN_MESSAGES);
        assertNoLeak(bytesOf(answer, allowed));
    }

    @ParameterizedTest
    @MethodSource("chats")
    void nothingThatIdentifiesUpstreamIsInAResponse(String body, Api api) throws Exception {
        var request = (ObjectNode) RunningService.JSON.readTree(body);
        request.set("input", request.remove("messages"));
        request.set("max_output_tokens", request.remove("max_tokens"));
        request.remove("stream_options");
        request.path("tools").forEach(tool -> ((ObjectNode) tool).setAll((ObjectNode) tool.path("function")));
        var answer = api.send(api.request("load-07", "/v1/responses")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(request.toString())));

        var allowed = new ArrayList<>(ALLOWED);
        allowed.addAll(SETTINGS);
        assertNoLeak(bytesOf(answer, allowed));
    }

    private static void assertNoLeak(String bytes) throws IOException {
        var forbidden = new ArrayList<>(FORBIDDEN);
        for (var tier : Api.mapping().inOrder()) {
            tier.candidates().forEach(candidate -> forbidden.add(candidate.slug()));
        }
        assertThat(bytes).isNotBlank().doesNotContain(forbidden.toArray(String[]::new));
    }

    private static String bytesOf(HttpResponse<String> answer, List<String> allowedWords) {
        var all = new StringBuilder(answer.body().toLowerCase(Locale.ROOT));
        answer.headers()
                .map()
                .forEach((name, values) -> all.append(name).append(values).append('\n'));
        var text = all.toString();
        for (var allowed : allowedWords) {
            text = text.replace(allowed, "");
        }
        return text;
    }
}
