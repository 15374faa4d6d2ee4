package ai.tierup.bench.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.completion.ScriptedUpstream;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.ArrayList;

/** The inputs of the kernels. The baseline holds for exactly these bytes. */
final class Inputs {

    static final int PIECES = 64;
    static final String PROMPT = "Tell me which of the tools you would use, and why. ".repeat(20);

    private static final int TOOLS = 20;

    private Inputs() {}

    static byte[] request() {
        var tools = new ArrayList<String>();
        for (var number = 0; number < TOOLS; number++) {
            tools.add("""
                    {"type":"function","function":{"name":"read_file_%d","description":"Reads a part of a file in the folder of the project.",\
                    "parameters":{"type":"object","properties":{"path":{"type":"string","description":"from the project's root"},\
                    "lines":{"type":"integer","minimum":1}},"required":["path"]}}}""".formatted(number));
        }
        return """
                {"model":"tier-2","stream":true,"max_tokens":256,"messages":[{"role":"user","content":"%s"}],"tools":[%s]}""".formatted(PROMPT, String.join(",", tools)).getBytes(UTF_8);
    }

    /** The stream of a provider, with the fields that most of them send. */
    static byte[] stream() {
        var chunk =
                "data: {\"id\":\"gen-1764446400-abcdefgh\",\"object\":\"chat.completion.chunk\",\"created\":1764446400,"
                        + "\"model\":\"vendor/model-1\",\"choices\":[{\"index\":0,\"delta\":{%s},\"finish_reason\":%s}]%s}\n\n";
        var text = new StringBuilder();
        for (var piece = 0; piece < PIECES; piece++) {
            text.append(chunk.formatted("\"role\":\"assistant\",\"content\":\" word\"", "null", ""));
        }
        var usage = ",\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":64,\"total_tokens\":364}";
        return text.append(chunk.formatted("", "\"stop\"", usage))
                .append("data: [DONE]\n\n")
                .toString()
                .getBytes(UTF_8);
    }

    static Step[] answerSteps() {
        var steps = new ArrayList<Step>();
        for (var piece = 0; piece < PIECES; piece++) {
            steps.add(ScriptedUpstream.say(new UpstreamEvent.TextDelta(" word")));
        }
        steps.add(ScriptedUpstream.say(new UpstreamEvent.Finished(FinishReason.STOP)));
        steps.add(ScriptedUpstream.say(new UpstreamEvent.Ended()));
        return steps.toArray(Step[]::new);
    }
}
