package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with images and documents on the web. */
class LinkedFilesTest {

    private static final Part.ImageLink LINK =
            new Part.ImageLink(URI.create("https://example.com/cat.png"), Part.Detail.LOW, "messages[0].content[1]");
    private static final Part.Image IMAGE = new Part.Image("image/png", "iVBORw0KGgo=", Part.Detail.LOW);
    private static final Part.Text TEXT = new Part.Text("What is it?");

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    private static ChatRequest asking(TierId tier, Part... parts) {
        return new ChatRequest(tier, ChatFixture.conversation(parts), 100, true, null, null);
    }

    @Test
    void upstreamIsSentTheImageAndNeverTheLink() {
        var first = ChatFixture.tier(TierId.TIER_2).candidates().getFirst();
        chat.upstream.script(
                first.slug(), say(new TextDelta("A cat")), say(new Finished(FinishReason.STOP)), say(new Ended()));
        chat.files.put(LINK, IMAGE);

        var end = chat.complete(asking(TierId.TIER_2, TEXT, LINK, new Part.ToolResult("call_1", List.of(LINK))));

        assertThat(end).isInstanceOf(ChatEnd.Settled.class);
        assertThat(chat.upstream.requests.getFirst().conversation())
                .isEqualTo(ChatFixture.conversation(TEXT, IMAGE, new Part.ToolResult("call_1", List.of(IMAGE))));
    }

    @Test
    void anImageThatCannotBeFetchedIsRefusedBeforeAnythingIsHeld() {
        chat.complete(asking(TierId.TIER_2, TEXT, LINK));

        assertThat(chat.sink.refusal)
                .isEqualTo(new ChatRefusal.FileRefused("messages[0].content[1]", FileProblem.UNREACHABLE));
        assertThat(chat.wallet().version()).isEqualTo(1);
        assertThat(chat.upstream.requests).isEmpty();
    }

    @Test
    void aTierWithoutVisionFetchesNothing() {
        chat.complete(asking(TierId.TIER_1, LINK));

        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.Unsupported.class);
        assertThat(chat.files.asked).isEmpty();
    }

    @Test
    void theBoundOfALinkIsThatOfItsImage() {
        assertThat(InputSize.of(ChatFixture.conversation(LINK)))
                .isEqualTo(InputSize.of(ChatFixture.conversation(IMAGE)));
    }

    @Test
    void theTextOfADocumentIsSentAndPaid() {
        var document = new Part.DocumentLink(URI.create("https://example.com/tides.pdf"), "tides.pdf:\n", "file");
        var text = new Part.Text("tides.pdf:\n" + "The tide is out. ".repeat(1000));
        var first = ChatFixture.tier(TierId.TIER_1).candidates().getFirst();
        chat.upstream.script(
                first.slug(), say(new TextDelta("Out")), say(new Finished(FinishReason.STOP)), say(new Ended()));
        chat.files.put(document, text);

        var end = (ChatEnd.Settled) chat.complete(asking(TierId.TIER_1, TEXT, document));

        assertThat(chat.upstream.requests.getFirst().conversation()).isEqualTo(ChatFixture.conversation(TEXT, text));
        assertThat(end.record().tokens().promptTokens()).isGreaterThan(4000);
    }

    @Test
    void aDocumentThatIsTooLongIsRefusedBeforeAnythingIsHeld() {
        var document = new Part.DocumentLink(URI.create("https://example.com/book.txt"), "", "file");
        chat.files.put(document, new Part.Text("word ".repeat(2_000_000)));

        chat.complete(asking(TierId.TIER_2, document));

        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.ContextTooLong.class);
        assertThat(chat.wallet().version()).isEqualTo(1);
        assertThat(chat.upstream.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a.png",
                "https://example.com:8443/a.png",
                "https://user@example.com/a.png",
                "https://127.1/a.png",
                "https:a.png",
                "/a.png"
            })
    void onlyHttpsFromTheStandardPortIsFetched(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Part.ImageLink(URI.create(address), Part.Detail.AUTO, "url"));
    }
}
