package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user message tells the model to do, step by step: {@code [[script]] [{"call":"Read","with":{…}},{"say":"Done."}] [[/script]]}. Each
 * call that the assistant has made since is a step done. An agent's tools are thus called as a real model would call them.
 */
final class Script {

    private static final Pattern FORM = Pattern.compile("\\[\\[script\\]\\](.*?)\\[\\[/script\\]\\]", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Script() {}

    /** A step: a tool to call, or a text to say, or both. */
    sealed interface Step {

        /** @param text said before the call; may be empty */
        record Call(String text, String tool, JsonNode arguments) implements Step {}

        record Say(String text) implements Step {}
    }

    /** Returns the next step. Empty if there is no script, or if the request offers no tools. */
    static Optional<Step> next(JsonNode body) {
        var script = Optional.<JsonNode>empty();
        var done = 0;
        for (var message : body.path("messages")) {
            var found = script(message);
            if (found.isPresent()) {
                script = found;
                done = 0;
            }
            done += message.path("tool_calls").size();
        }
        var next = done;
        return script.filter(steps -> !body.path("tools").isEmpty()).map(steps -> step(steps.path(next), body));
    }

    private static Optional<JsonNode> script(JsonNode message) {
        if (!message.path("role").asText().equals("user")) {
            return Optional.empty();
        }
        var matcher = FORM.matcher(ChatInput.textOf(message.path("content")));
        try {
            return matcher.find() ? Optional.of(JSON.readTree(matcher.group(1))) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Step step(JsonNode step, JsonNode body) {
        if (!step.has("call")) {
            return new Step.Say(step.path("say").asText("The script has ended."));
        }
        var tool = step.path("call").asText();
        for (var offered : body.path("tools")) {
            if (offered.at("/function/name").asText().equals(tool)) {
                return new Step.Call(step.path("say").asText(), tool, step.path("with"));
            }
        }
        return new Step.Say("The tool " + tool + " is not offered.");
    }
}
