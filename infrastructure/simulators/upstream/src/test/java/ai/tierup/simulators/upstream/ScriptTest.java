package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final String SCRIPT =
            "Go on. [[script]] [{\"call\":\"Read\",\"with\":{\"path\":[1]}},{\"say\":\"Half.\"},{\"call\":\"Write\"}] [[/script]]";

    private static ObjectNode conversation(int calls) {
        var body = new ObjectMapper().createObjectNode();
        var messages = body.putArray("messages");
        messages.addObject().put("role", "user").put("content", SCRIPT);
        for (var i = 0; i < calls; i++) {
            messages.addObject().put("role", "assistant").putArray("tool_calls").addObject();
            messages.addObject().put("role", "tool").put("content", "[[script]] [] [[/script]]");
        }
        body.putArray("tools").addObject().putObject("function").put("name", "Read");
        return body;
    }

    private static void assertSays(JsonNode body, String text) {
        assertThat(Script.next(body)).contains(new Script.Step.Say(text));
    }

    @Test
    void eachCallIsAStepDone() {
        assertThat(Script.next(conversation(0)))
                .hasValueSatisfying(step -> assertThat(step).isInstanceOfSatisfying(Script.Step.Call.class, call -> {
                    assertThat(call.tool()).isEqualTo("Read");
                    assertThat(call.arguments()).hasToString("{\"path\":[1]}");
                }));
        assertSays(conversation(1), "Half.");
        assertSays(conversation(2), "The tool Write is not offered.");
        assertSays(conversation(3), "The script has ended.");
    }

    @Test
    void aNewScriptBeginsAtItsFirstStep() {
        var body = conversation(3);
        body.withArray("messages").addObject().put("role", "user").put("content", SCRIPT);

        assertThat(Script.next(body)).containsInstanceOf(Script.Step.Call.class);
    }

    @Test
    void withoutToolsOrAValidScriptThereIsNoStep() {
        var untooled = conversation(0);
        untooled.remove("tools");
        var broken = conversation(0);
        ((ObjectNode) broken.at("/messages/0")).put("content", "[[script]] [ [[/script]]");

        assertThat(Script.next(untooled)).isEmpty();
        assertThat(Script.next(broken)).isEmpty();
    }
}
