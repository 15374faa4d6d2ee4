package ai.tierup.domain.repeat;

import static ai.tierup.domain.repeat.Dialogues.assistant;
import static ai.tierup.domain.repeat.Dialogues.message;
import static ai.tierup.domain.repeat.Dialogues.system;
import static ai.tierup.domain.repeat.Dialogues.user;
import static ai.tierup.domain.repeat.Dialogues.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.tier.TierId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrefixChainTest {

    private static final byte[] SECRET = "0123456789abcdef".getBytes(UTF_8);
    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final Tool TIME = new Tool("get_time", "Tells the time", new JsonText("{}"), null);
    private static final Part.ToolCall CALL = new Part.ToolCall("call_1", "get_time", "{\"zone\": \"UTC\"}");

    private static PrefixChain chain(Conversation conversation) {
        return PrefixChain.of(SECRET, ACCOUNT, TierId.TIER_2, Block.of(conversation));
    }

    private static PrefixHash whole(Conversation conversation) {
        var chain = chain(conversation);
        return chain.upTo(chain.lastBlock());
    }

    private static List<PrefixHash> all(PrefixChain chain) {
        return IntStream.rangeClosed(0, chain.lastBlock()).mapToObj(chain::upTo).toList();
    }

    @Test
    void theHashesOfAGrowingConversationStayAndTheAnswerHasTheHashOfTheNextRequest() {
        var first = Dialogues.of(List.of(TIME), List.of(system("Be brief."), user("What time is it?")));
        var answer = message(Role.ASSISTANT, new Part.Text("Let me see."), CALL);
        var next = with(first, answer, message(Role.TOOL, new Part.ToolResult("call_1", "noon")));

        assertThat(all(chain(first))).hasSize(2);
        assertThat(all(chain(next))).startsWith(all(chain(first)).toArray(PrefixHash[]::new));
        assertThat(chain(first).with(answer)).isEqualTo(chain(next).upTo(2));
    }

    @Test
    void leadingSystemMessagesAndToolsAreOneBlockAndLaterSystemMessagesAreBlocks() {
        var developer = message(Role.DEVELOPER, new Part.Text("No jokes."));

        assertThat(chain(Dialogues.of(system("a"), developer, user("b"), system("c")))
                        .lastBlock())
                .isEqualTo(2);
        assertThat(chain(Dialogues.of(system("a"), developer)).lastBlock()).isZero();
        assertThat(chain(Dialogues.of(user("a"))).lastBlock()).isEqualTo(1);
    }

    @Test
    void anEditInTheMiddleChangesAllHashesFromThereOnAndNoneBefore() {
        var original = all(chain(Dialogues.of(system("s"), user("a"), assistant("b"), user("c"), assistant("d"))));
        var edited = all(chain(Dialogues.of(system("s"), user("a"), assistant("B"), user("c"), assistant("d"))));

        assertThat(edited.subList(0, 2)).isEqualTo(original.subList(0, 2));
        assertThat(edited.subList(2, 5)).doesNotContainAnyElementsOf(original);
    }

    @Test
    void otherAccountsTiersAndKeysHaveOtherHashes() {
        var conversation = Dialogues.of(system("s"), user("a"));
        var own = all(chain(conversation));
        var others = List.of(
                PrefixChain.of(SECRET, new AccountId("acm"), TierId.TIER_2, Block.of(conversation)),
                PrefixChain.of(SECRET, ACCOUNT, TierId.TIER_3, Block.of(conversation)),
                PrefixChain.of("another key of ours".getBytes(UTF_8), ACCOUNT, TierId.TIER_2, Block.of(conversation)));

        assertThat(others).allSatisfy(other -> assertThat(all(other)).doesNotContainAnyElementsOf(own));
    }

    @Test
    void whatNoModelReadsMakesNoDifference() {
        var plain = Dialogues.of(user("a"), message(Role.ASSISTANT, new Part.Text("b"), CALL));
        var reasoned = Dialogues.of(
                user("a"),
                message(
                        Role.ASSISTANT,
                        new Part.Reasoning("sealed"),
                        new Part.Text("b"),
                        new Part.Text(""),
                        new Part.ToolCall("call_1", "get_time", " {\"zone\" :\"UTC\"}\n")));

        assertThat(whole(reasoned)).isEqualTo(whole(plain));
    }

    /** Pairs of conversations that a careless encoding would confuse. */
    @Test
    void differentConversationsHaveDifferentHashes() {
        var strict = new Tool("get_time", "Tells the time", new JsonText("{}"), true);
        var link = new Part.ImageLink(URI.create("https://example.org/a.png"), Part.Detail.AUTO, "field");
        var conversations = List.of(
                Dialogues.of(user("ab")),
                Dialogues.of(user("a"), user("b")),
                Dialogues.of(message(Role.USER, new Part.Text("a"), new Part.Text("b"))),
                Dialogues.of(message(Role.USER, new Part.Text("a"), new Part.Text("b"), new Part.Text(""))),
                Dialogues.of(new Message(Role.USER, List.of(new Part.Text("b")), "a")),
                Dialogues.of(new Message(Role.USER, List.of(new Part.Text("ab")), "")),
                Dialogues.of(assistant("ab")),
                Dialogues.of(system("ab")),
                Dialogues.of(message(Role.DEVELOPER, new Part.Text("ab"))),
                Dialogues.of(system("a"), system("b")),
                Dialogues.of(List.of(TIME), List.of(user("ab"))),
                Dialogues.of(List.of(strict), List.of(user("ab"))),
                Dialogues.of(List.of(new Tool("get_time", "Tells the time{}", null, null)), List.of(user("ab"))),
                Dialogues.of(
                        List.of(new Tool("get_time", null, new JsonText("Tells the time"), null)), List.of(user("ab"))),
                Dialogues.of(List.of(TIME, TIME), List.of(user("ab"))),
                formatted(new ResponseFormat.JsonObject()),
                formatted(new ResponseFormat.JsonSchema("a", null, null, null)),
                formatted(new ResponseFormat.JsonSchema("a", null, null, false)),
                formatted(new ResponseFormat.JsonSchema("a", "", null, null)),
                formatted(new ResponseFormat.JsonSchema("a", null, new JsonText(""), null)),
                Dialogues.of(message(Role.USER, image("AAAA", Part.Detail.AUTO))),
                Dialogues.of(message(Role.USER, image("AAAB", Part.Detail.AUTO))),
                Dialogues.of(message(Role.USER, image("AAAA", Part.Detail.HIGH))),
                Dialogues.of(message(Role.USER, link)),
                Dialogues.of(message(Role.ASSISTANT, CALL)),
                Dialogues.of(message(Role.ASSISTANT, new Part.ToolCall("call_2", CALL.name(), CALL.arguments()))),
                Dialogues.of(message(Role.ASSISTANT, new Part.ToolCall("call_1", "get_time", "{\"zone\":\" UTC\"}"))),
                Dialogues.of(message(Role.TOOL, new Part.ToolResult("call_1", "noon"))),
                Dialogues.of(message(Role.TOOL, new Part.ToolResult("call_1n", "oon"))),
                Dialogues.of(message(
                        Role.TOOL, new Part.ToolResult("call_1", List.of(new Part.Text("no"), new Part.Text("on"))))));

        var hashes = conversations.stream().map(PrefixChainTest::whole).toList();

        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static Conversation formatted(ResponseFormat format) {
        return new Conversation(List.of(user("ab")), List.of(), null, null, format, Sampling.DEFAULT);
    }

    private static Part.Image image(String base64, Part.Detail detail) {
        return new Part.Image("image/png", base64, detail);
    }

    /** Small random conversations over a tiny alphabet, of which many nearly collide. */
    @Test
    void tenThousandRandomConversationsHaveTheSameHashOnlyIfTheyAreEqual() {
        var random = new SplittableRandom(20_261_129);
        var seen = new HashMap<PrefixHash, List<Message>>();
        var equal = 0;
        for (var i = 0; i < 10_000; i++) {
            var messages = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(at -> randomMessage(random))
                    .toList();
            var before = seen.put(whole(Dialogues.of(List.of(), messages)), messages);
            assertThat(before).isIn(null, messages);
            equal += before == null ? 0 : 1;
        }
        assertThat(seen).hasSizeGreaterThan(1_000);
        assertThat(equal).isGreaterThan(1_000);
    }

    private static Message randomMessage(SplittableRandom random) {
        var parts = IntStream.range(0, 1 + random.nextInt(2))
                .<Part>mapToObj(at -> randomPart(random))
                .toList();
        @Nullable String name = random.nextInt(4) == 0 ? randomText(random) : null;
        return new Message(random.nextBoolean() ? Role.USER : Role.SYSTEM, parts, name);
    }

    private static Part randomPart(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Part.ToolResult(randomText(random), randomText(random));
            case 1 -> new Part.ToolCall(randomText(random), randomText(random), randomText(random));
            default -> new Part.Text(randomText(random));
        };
    }

    private static String randomText(SplittableRandom random) {
        return "é\0".repeat(random.nextInt(2)) + "a".repeat(random.nextInt(2));
    }

    @Test
    void theSessionTagStaysAsTheDialogueGrowsAndDiffersForAnotherOpening() {
        var opening = Dialogues.of(system("s"), user("a"));
        var tag = chain(opening).sessionTag();

        assertThat(tag).matches("[0-9a-f]{32}");
        assertThat(chain(with(opening, assistant("b"), user("c"))).sessionTag()).isEqualTo(tag);
        assertThat(chain(Dialogues.of(system("s"), user("b"))).sessionTag()).isNotEqualTo(tag);
        assertThat(chain(Dialogues.of(system("s"))).sessionTag()).isNotEqualTo(tag);
    }

    /** A change of the form would make everybody pay in full for ten minutes. It must not happen by accident. */
    @Test
    void theFormIsStillTheFirst() {
        var conversation = Dialogues.of(
                List.of(TIME),
                List.of(system("Be brief."), user("Hi"), message(Role.ASSISTANT, new Part.Text("Hello"), CALL)));

        assertThat(whole(conversation).value()).isEqualTo("2cW-E9EzsWz_y9RE8lRZhA1Y2omNTGAe8bugE2my39A");
    }
}
