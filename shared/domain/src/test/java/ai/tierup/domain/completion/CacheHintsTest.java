package ai.tierup.domain.completion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.repeat.Dialogue;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.CacheMarks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheHintsTest {

    private static final Candidate NORTH =
            TestTiers.mapping().tier(TierId.TIER_2).candidates().getFirst();
    private static final Candidate SOUTH =
            TestTiers.mapping().tier(TierId.TIER_2).candidates().getLast();
    private static final String LONG = "x".repeat(1_024);
    private static final Message SYSTEM = text(Role.SYSTEM, LONG);
    private static final Message QUESTION = text(Role.USER, "Why?");
    private static final Message ANSWER = text(Role.ASSISTANT, "Because.");
    private static final Tool TOOL = new Tool("get_time", null, null, null);

    private static Message text(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }

    private static Conversation of(List<Tool> tools, Message... messages) {
        return new Conversation(List.of(messages), tools, null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
    }

    private static Candidate cached(String write, boolean isMarked, boolean isShared) {
        var read = TokenPrice.ofUsdPerMillion("0.30");
        return NORTH.with(new PromptCache(read, TokenPrice.ofUsdPerMillion(write), isMarked, isShared));
    }

    private static CacheMarks marks(Candidate candidate, Conversation conversation, Dialogue dialogue) {
        return CacheHints.marks(candidate, conversation, InputSize.of(conversation), dialogue);
    }

    private static Conversation salted(Candidate candidate, Conversation conversation, String salt) {
        return CacheHints.salted(candidate, conversation, InputSize.of(conversation), salt);
    }

    private static CacheMarks marks(Conversation conversation, @Nullable Candidate last) {
        return marks(cached("3.75", true, false), conversation, new Dialogue(null, last == null ? null : last.name()));
    }

    @Test
    void aConversationThatGoesOnIsMarkedAtItsEnd() {
        var both = new CacheMarks(true, true);

        assertThat(marks(of(List.of(TOOL), SYSTEM, QUESTION), null)).as("tools").isEqualTo(both);
        assertThat(marks(of(List.of(), SYSTEM, QUESTION, ANSWER, QUESTION), null))
                .as("several messages")
                .isEqualTo(both);
        assertThat(marks(of(List.of(), SYSTEM, QUESTION, ANSWER, QUESTION), NORTH))
                .as("a later turn")
                .isEqualTo(both);
    }

    @Test
    void aSingleQuestionIsNotMarkedUnlessItsSystemMessagesAreUsedAgain() {
        assertThat(marks(of(List.of(), SYSTEM, QUESTION), null)).isEqualTo(CacheMarks.NONE);
        assertThat(marks(of(List.of(), SYSTEM, QUESTION), NORTH)).isEqualTo(new CacheMarks(true, false));
        assertThat(marks(of(List.of(), SYSTEM, QUESTION), SOUTH))
                .as("what another vendor has in its cache")
                .isEqualTo(new CacheMarks(true, false));
    }

    @Test
    void whatIsCheaperToSendAgainThanToWriteIsOnlyRead() {
        var expensive = cached("9", true, false);
        var loop = of(List.of(TOOL), SYSTEM, QUESTION);

        assertThat(marks(expensive, loop, Dialogue.UNKNOWN)).isEqualTo(CacheMarks.NONE);
        assertThat(marks(expensive, loop, new Dialogue(null, NORTH.name()))).isEqualTo(new CacheMarks(true, false));
    }

    @Test
    void nothingIsMarkedForVendorsThatNeedNoMarksAndInRequestsThatAreNotCached() {
        var loop = of(List.of(TOOL), SYSTEM, QUESTION);

        assertThat(marks(cached("3.75", false, false), loop, Dialogue.UNKNOWN)).isEqualTo(CacheMarks.NONE);
        assertThat(marks(of(List.of(), QUESTION, ANSWER, QUESTION), null)).isEqualTo(CacheMarks.NONE);
    }

    @Test
    void accountsThatShareACacheHaveBeginningsOfTheirOwn() {
        var shared = cached("3", false, true);
        var first = salted(shared, of(List.of(), SYSTEM, QUESTION), "0a1b");

        assertThat(first.messages()).containsExactly(text(Role.SYSTEM, "Workspace 0a1b\n\n" + LONG), QUESTION);
        assertThat(salted(shared, of(List.of(), text(Role.USER, LONG)), "0a1b").messages())
                .containsExactly(text(Role.SYSTEM, "Workspace 0a1b"), text(Role.USER, LONG));
    }

    @Test
    void thePartsAfterTheSaltStayAsTheyAre() {
        var shared = cached("3", false, true);
        var image = new Part.Image("image/png", "AAAA", Part.Detail.AUTO);
        var before = new Message(Role.DEVELOPER, List.of(new Part.Text(LONG), image), "ann");
        var imageFirst = new Message(Role.SYSTEM, List.of(image, new Part.Text(LONG)), null);

        assertThat(salted(shared, of(List.of(), before), "0a1b").messages())
                .containsExactly(
                        new Message(Role.DEVELOPER, List.of(new Part.Text("Workspace 0a1b\n\n" + LONG), image), "ann"));
        assertThat(salted(shared, of(List.of(), imageFirst), "0a1b").messages())
                .containsExactly(new Message(
                        Role.SYSTEM, List.of(new Part.Text("Workspace 0a1b\n\n"), image, new Part.Text(LONG)), null));
    }

    @Test
    void noBeginningIsAddedWhereNothingIsSharedOrCached() {
        var loop = of(List.of(), SYSTEM, QUESTION);

        assertThat(salted(cached("3", true, false), loop, "0a1b")).isEqualTo(loop);
        assertThat(salted(cached("3", true, true), of(List.of(), QUESTION), "0a1b"))
                .isEqualTo(of(List.of(), QUESTION));
    }
}
