package ai.tierup.operator.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Part;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Grader grader(String grade) {
        try {
            return new Graders((code, function, cases) -> code.contains("right")).of(JSON.readTree(grade), null);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean accepts(String grade, String text) {
        return grader(grade).isRight(new Answer(text, List.of()));
    }

    private static boolean accepts(String grade, String tool, String arguments) {
        return grader(grade).isRight(new Answer("", List.of(new Part.ToolCall("", tool, arguments))));
    }

    @Test
    void aTextIsComparedWithoutCaseWhiteSpaceAndMarks() {
        var grade = "{'kind':'text','any_of':['REFUSED']}".replace('\'', '"');

        assertThat(accepts(grade, " **Refused.** \n")).isTrue();
        assertThat(accepts(grade, "I have refused.")).isFalse();
        assertThat(accepts(grade, "")).isFalse();
    }

    @Test
    void theLastNumberOfAnAnswerCounts() {
        var grade = "{\"kind\":\"number\",\"value\":\"1234.5\",\"tolerance\":\"0.05\"}";

        assertThat(accepts(grade, "3 steps make\n**1,234.52**")).isTrue();
        assertThat(accepts(grade, "1234.5 and not 1234.6")).isFalse();
        assertThat(accepts(grade, "no number")).isFalse();
        assertThat(accepts("{\"kind\":\"number\",\"value\":\"-3\"}", "It is −3."))
                .isTrue();
        assertThat(accepts("{\"kind\":\"number\",\"value\":\"3\"}", "9".repeat(5000)))
                .isFalse();
    }

    @Test
    void jsonIsComparedByWhatItSays() {
        var grade = "{\"kind\":\"json\",\"value\":{\"a\":1,\"b\":[\"x\",null]}}";

        assertThat(accepts(grade, "```json\n{\"b\": [\"x \", null], \"a\": 1.0}\n```"))
                .isTrue();
        assertThat(accepts(grade, "{\"a\":1,\"b\":[\"x\",null],\"c\":0}")).isFalse();
        assertThat(accepts(grade, "{\"a\":\"1\",\"b\":[\"x\",null]}")).isFalse();
        assertThat(accepts(grade, "Here it is: {\"a\":1,\"b\":[\"x\",null]}")).isFalse();
        assertThat(accepts("{\"kind\":\"json\",\"fields\":{\"/a/0\":2}}", "{\"a\":[2,9],\"z\":1}"))
                .isTrue();
        assertThat(accepts("{\"kind\":\"json\",\"fields\":{\"/a/0\":2}}", "{\"a\":[]}"))
                .isFalse();
    }

    @Test
    void jsonMustFollowTheSchemaOfItsTask() throws JsonProcessingException {
        var schema =
                new JsonText("{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"enum\":[\"x\"]}}}");
        var grader = JsonGrader.of(JSON.readTree("{\"fields\":{\"/b\":1}}"), schema);

        assertThat(grader.isRight(new Answer("{\"a\":\"x\",\"b\":1}", List.of())))
                .isTrue();
        assertThat(grader.isRight(new Answer("{\"a\":\"y\",\"b\":1}", List.of())))
                .isFalse();
        assertThat(grader.isRight(new Answer("{\"b\":1}", List.of()))).isFalse();
    }

    @Test
    void aToolMustBeCalledOnceWithTheArguments() {
        var grade = "{\"kind\":\"tool\",\"name\":\"book\",\"arguments\":{\"n\":2},\"optional\":[\"note\"]}";

        assertThat(accepts(grade, "book", "{\"n\":2.0}")).isTrue();
        assertThat(accepts(grade, "book", "{\"n\":2,\"note\":\"by the window\"}"))
                .isTrue();
        assertThat(accepts(grade, "book", "{\"n\":2,\"other\":1}")).isFalse();
        assertThat(accepts(grade, "book", "{\"n\":2")).isFalse();
        assertThat(accepts(grade, "cancel", "{\"n\":2}")).isFalse();
        assertThat(accepts(grade, "I have booked it.")).isFalse();
    }

    @Test
    void aTextKeepsAllItsRules() {
        assertThat(accepts(rules("\"words\":[3,4]"), "It's a dog.")).isTrue();
        assertThat(accepts(rules("\"words\":[3,4]"), "a dog")).isFalse();
        assertThat(accepts(rules("\"sentences\":[2,2]"), "Is it? \"It is.\"")).isTrue();
        assertThat(accepts(rules("\"sentences\":[2,2]"), "It costs 2.50 dollars."))
                .isFalse();
        assertThat(accepts(rules("\"paragraphs\":[2,2],\"lines\":[3,3]"), "a\n\nb\nc"))
                .isTrue();
        assertThat(accepts(rules("\"chars\":[1,3]"), "four")).isFalse();
        assertThat(accepts(rules("\"contains\":[\"Sea\"],\"excludes\":[\"land\"]"), "the SEA"))
                .isTrue();
        assertThat(accepts(rules("\"excludes\":[\"e\"]"), "An Eel")).isFalse();
        assertThat(accepts(rules("\"matches\":\"a.b\""), "a\nb")).isTrue();
        assertThat(accepts(rules("\"matches\":\"b\""), "abc")).isFalse();
        assertThat(accepts(rules("\"each_line\":\"- .+\""), "- a\n* b")).isFalse();
        assertThat(accepts(rules("\"each_word\":\"[^a].*\""), "be on")).isTrue();
        assertThat(accepts(rules("\"initials\":\"AB\""), "Ask\nBob")).isTrue();
        assertThat(accepts(rules("\"sorted\":\",\""), "ant,cat,bee")).isFalse();
        assertThat(accepts(rules("\"line_words\":[1,2]"), "one\nand two")).isTrue();
        assertThat(accepts(rules("\"occurrences\":{\"only\":2,\"?\":1}"), "Only one, only?"))
                .isTrue();
        assertThat(accepts(rules("\"occurrences\":{\"on\":1}"), "only once")).isFalse();
        assertThat(accepts(rules("\"words\":[0,9]"), "")).isFalse();
        assertThat(accepts(rules("\"words\":[0,9]"), "tool", "{}")).isFalse();
    }

    private static String rules(String rules) {
        return "{\"kind\":\"rules\"," + rules + "}";
    }

    @Test
    void theLastCodeBlockOfAnAnswerIsRun() {
        var grade = "{\"kind\":\"code\",\"function\":\"f\",\"cases\":[[[1],1]]}";

        assertThat(accepts(grade, "```python\nwrong\n```\nbetter:\n```\nright\n```"))
                .isTrue();
        assertThat(accepts(grade, "```python\nright\n```\n```python\nwrong\n```"))
                .isFalse();
        assertThat(accepts(grade, "right")).isTrue();
    }

    @Test
    void anUnknownGradeIsRefused() {
        assertThatThrownBy(() -> grader("{\"kind\":\"judge\"}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grader(rules("\"colour\":1"))).hasMessageContaining("colour");
        assertThatThrownBy(() -> grader("{\"kind\":\"json\"}")).hasMessageContaining("value");
        assertThatThrownBy(() -> grader("{\"kind\":\"text\"}")).isInstanceOf(IllegalArgumentException.class);
    }
}
