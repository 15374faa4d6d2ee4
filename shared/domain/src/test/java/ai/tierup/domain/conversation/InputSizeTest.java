package ai.tierup.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputSizeTest {

    /** The frame of a request with one message. */
    private static final int FRAME = 256 + 16;

    private static InputSize sizeOf(Part... parts) {
        return InputSize.of(ChatFixture.conversation(parts));
    }

    private static InputSize sizeOf(List<Tool> tools, ResponseFormat format) {
        return InputSize.of(new Conversation(List.of(), tools, null, null, format, Sampling.DEFAULT));
    }

    @Test
    void eachByteIsBoundedByAToken() {
        assertThat(sizeOf(new Part.Text("one two")).boundTokens()).isEqualTo(FRAME + 2 + 7);
        assertThat(sizeOf(new Part.Text("7 4 1 8"), new Part.Text("漢")).boundTokens())
                .isEqualTo(FRAME + 2 + 7 + 2 + 3);
    }

    @Test
    void bytesAreCountedInUtf8() {
        assertThat(sizeOf(new Part.Text("aé漢😀")).boundTokens()).isEqualTo(FRAME + 2 + 1 + 2 + 3 + 4);
    }

    @Test
    void anImageIsBoundedByFifteenThousandTokens() {
        var size = sizeOf(new Part.Image("image/png", "AAAA", Part.Detail.AUTO));

        assertThat(size.boundTokens()).isEqualTo(FRAME + 15_000);
    }

    @Test
    void aToolIsBoundedByItsBytesAndThePromptThatAProviderPutsBeforeTools() {
        var tool = new Tool("get_time", "Tells it", new JsonText("{\"type\":\"object\"}"), null);

        assertThat(sizeOf(List.of(tool), new ResponseFormat.Text()).boundTokens())
                .isEqualTo(256 + 1_024 + 64 + 17 + 16);
        assertThat(sizeOf(List.of(tool, tool), new ResponseFormat.Text()).boundTokens())
                .isEqualTo(256 + 1_024 + 2 * (64 + 17 + 16));
    }

    @Test
    void aResponseFormatIsBoundedByItsBytesAndThePromptThatAProviderPutsBeforeIt() {
        var schema = new ResponseFormat.JsonSchema("time", "Tells it", new JsonText("{}"), true);

        assertThat(sizeOf(List.of(), new ResponseFormat.JsonObject()).boundTokens())
                .isEqualTo(256 + 1_024);
        assertThat(sizeOf(List.of(), schema).boundTokens()).isEqualTo(256 + 1_024 + 4 + 8 + 2);
    }

    @Test
    void aToolCallCountsItsIdItsNameAndItsArguments() {
        var size = sizeOf(new Part.ToolCall("call_1", "get_time", "{}"));

        assertThat(size.boundTokens()).isEqualTo(FRAME + 16 + 6 + 8 + 2);
    }

    @Test
    void theEstimateIsAQuarterOfTheBytesRoundedUp() {
        assertThat(sizeOf(new Part.Text("12345")).estimatedTokens()).isEqualTo(2);
    }

    @Test
    void aToolResultCountsItsIdAndItsContent() {
        var size = sizeOf(new Part.ToolResult("call_1", List.of(new Part.Text("one two"))));

        assertThat(size.boundTokens()).isEqualTo(FRAME + 16 + 6 + 2 + 7);
    }

    @Test
    void theBoundOfAnImageInAToolResultIncludesTheMessageThatItMayNeed() {
        var size = sizeOf(new Part.ToolResult(
                "call_1", List.of(new Part.Text("one"), new Part.Image("image/png", "AAAA", Part.Detail.AUTO))));

        assertThat(size.boundTokens()).isEqualTo(FRAME + 16 + 6 + 2 + 3 + 15_000 + 64 + 6);
    }

    @Test
    void reasoningIsBoundedApartBecauseCustomersDoNotPayForIt() {
        var size = sizeOf(new Part.Text("one two"), new Part.Reasoning("s".repeat(65)));

        assertThat(size.boundTokens()).isEqualTo(FRAME + 2 + 7);
        assertThat(size.nativeBoundTokens()).isEqualTo(FRAME + 2 + 7 + 65);
    }
}
