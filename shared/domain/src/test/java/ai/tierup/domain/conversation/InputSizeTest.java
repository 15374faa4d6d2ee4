package ai.tierup.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.completion.ChatFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputSizeTest {

    private static InputSize sizeOf(Part... parts) {
        return InputSize.of(ChatFixture.conversation(parts));
    }

    @Test
    void proseIsBoundedByTwoThirdsOfItsBytesRoundedUp() {
        assertThat(sizeOf(new Part.Text("one two")).boundTokens()).isEqualTo(16 + 5);
    }

    @Test
    void aWordOfMoreThanSixtyFourBytesIsBoundedByItsBytes() {
        assertThat(sizeOf(new Part.Text("a".repeat(64))).boundTokens()).isEqualTo(16 + 43);
        assertThat(sizeOf(new Part.Text("a".repeat(65))).boundTokens()).isEqualTo(16 + 65);
        assertThat(sizeOf(new Part.Text("b".repeat(70) + " tail")).boundTokens())
                .isEqualTo(16 + 70 + 4);
    }

    @Test
    void bytesAreCountedInUtf8() {
        assertThat(sizeOf(new Part.Text("aé漢😀")).bytes()).isEqualTo(1 + 2 + 3 + 4);
    }

    @Test
    void anImageIsBoundedByFifteenThousandTokensAndHasNoBytes() {
        var size = sizeOf(new Part.Image("image/png", "AAAA", Part.Detail.AUTO));

        assertThat(size.boundTokens()).isEqualTo(15_016);
        assertThat(size.bytes()).isZero();
    }

    @Test
    void aToolsSchemaIsBoundedByItsBytes() {
        var tool = new Tool("get_time", "Tells it", new JsonText("{\"type\":\"object\"}"), null);
        var conversation =
                new Conversation(List.of(), List.of(tool), null, null, new ResponseFormat.Text(), Sampling.DEFAULT);

        assertThat(InputSize.of(conversation).boundTokens()).isEqualTo(64 + 17 + 11);
        assertThat(InputSize.of(conversation).bytes()).isEqualTo(8 + 8 + 17);
    }

    @Test
    void countedTokensAreAQuarterOfTheBytesRoundedUp() {
        assertThat(sizeOf(new Part.Text("12345")).countedTokens()).isEqualTo(2);
    }

    @Test
    void onlyAConversationThatCannotFitCertainlyExceeds() {
        assertThat(sizeOf(new Part.Text("a".repeat(500))).certainlyExceeds(100)).isFalse();
        assertThat(sizeOf(new Part.Text("a".repeat(501))).certainlyExceeds(100)).isTrue();
    }

    @Test
    void aToolResultCountsItsIdAndItsContent() {
        var size = sizeOf(new Part.ToolResult("call_1", List.of(new Part.Text("one two"))));

        assertThat(size.bytes()).isEqualTo(6 + 7);
        assertThat(size.boundTokens()).isEqualTo(16 + 9);
    }

    @Test
    void theBoundOfAnImageInAToolResultIncludesTheMessageThatItMayNeed() {
        var size = sizeOf(new Part.ToolResult(
                "call_1", List.of(new Part.Text("one"), new Part.Image("image/png", "AAAA", Part.Detail.AUTO))));

        assertThat(size.bytes()).isEqualTo(6 + 3);
        assertThat(size.boundTokens()).isEqualTo(16 + 15_000 + 64 + 10);
    }

    @Test
    void reasoningCountsInTheBoundAndNotInTheBytes() {
        var size = sizeOf(new Part.Reasoning("one two", "s".repeat(65)));

        assertThat(size.boundTokens()).isEqualTo(16 + 65 + 5);
        assertThat(size.bytes()).isZero();
        assertThat(sizeOf(new Part.Reasoning("one two", null)).boundTokens()).isEqualTo(16 + 5);
    }
}
