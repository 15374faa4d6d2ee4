package ai.tierup.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ToolCallRelayTest {

    private static final String CANDIDATE = "north/alpha";

    private final ToolCallRelay relay = new ToolCallRelay(new ToolCallIds(new SplittableRandom(1)), CANDIDATE, true);

    /** The calls as a client puts them together that appends each piece to the call of its index. */
    private static final class Client {

        private final List<String> calls = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();

        void receive(AnswerDelta.ToolCall piece) {
            if (piece.id() != null && piece.name() != null) {
                assertThat(piece.index()).isEqualTo(calls.size());
                ids.add(piece.id());
                calls.add(piece.name() + ":" + piece.argumentsPart());
            } else {
                calls.set(piece.index(), calls.get(piece.index()) + piece.argumentsPart());
            }
        }
    }

    private Client relayed(ToolCallDelta... pieces) {
        var client = new Client();
        for (var piece : pieces) {
            relay.translate(piece).ifPresent(client::receive);
        }
        return client;
    }

    @Test
    void aNameThatArrivesAfterTheNextCallDoesNotMixTheCalls() {
        var client = relayed(
                new ToolCallDelta(0, "a", null, "{\"first\":"),
                new ToolCallDelta(1, "b", "second", "{\"second\":"),
                new ToolCallDelta(0, null, "first", "1"),
                new ToolCallDelta(1, null, null, "2}"),
                new ToolCallDelta(0, null, null, "}"));

        assertThat(client.calls).containsExactly("second:{\"second\":2}", "first:{\"first\":1}");
    }

    @Test
    void aCallThatNeverGetsANameIsLeftOutAndDisturbsNoOther() {
        var client = relayed(
                new ToolCallDelta(0, "a", null, "{}"),
                new ToolCallDelta(1, "b", "named", ""),
                new ToolCallDelta(0, null, null, "{}"),
                new ToolCallDelta(1, null, null, "{}"));

        assertThat(client.calls).containsExactly("named:{}");
    }

    @Test
    void aCallWithoutArgumentsGetsAnEmptyObjectAtTheEnd() {
        var client = relayed(
                new ToolCallDelta(0, "a", "none", ""),
                new ToolCallDelta(1, "b", "blank", " "),
                new ToolCallDelta(2, "c", "some", "\n"),
                new ToolCallDelta(1, null, null, "\n"),
                new ToolCallDelta(2, null, null, " {\"x\": 1"),
                new ToolCallDelta(2, null, null, " }"),
                new ToolCallDelta(3, "d", null, ""));

        relay.missingArguments().forEach(client::receive);

        assertThat(client.calls).containsExactly("none:{}", "blank:{}", "some:{\"x\": 1 }");
    }

    @Test
    void anIdThatArrivesAfterTheNameIsRemembered() {
        var client = relayed(
                new ToolCallDelta(0, null, "f", ""),
                new ToolCallDelta(0, "late", null, "{}"),
                new ToolCallDelta(0, "another", null, ""));

        assertThat(relay.originals())
                .containsOnly(Map.entry(client.ids.getFirst(), new OriginalToolCall("late", CANDIDATE)));
    }

    @Test
    void whateverTheOrderOfTheirPiecesCallsNeverMix() {
        var random = new SplittableRandom(14);
        for (var round = 0; round < 2_000; round++) {
            var relayInRound = new ToolCallRelay(new ToolCallIds(new SplittableRandom(round)), CANDIDATE, true);
            var waiting = List.of(pieces(0, random), pieces(3, random), pieces(7, random));
            var client = new Client();

            while (waiting.stream().anyMatch(queue -> !queue.isEmpty())) {
                Optional.ofNullable(waiting.get(random.nextInt(waiting.size())).poll())
                        .flatMap(relayInRound::translate)
                        .ifPresent(client::receive);
            }

            assertThat(client.calls).as("round %d", round).containsExactlyInAnyOrder("f0:abcd", "f3:abcd", "f7:abcd");
            assertThat(relayInRound.originals().values())
                    .as("round %d", round)
                    .extracting(OriginalToolCall::id)
                    .containsExactlyInAnyOrder("id0", "id3", "id7");
        }
    }

    /** Four pieces of one call, its name in one of them and its id in another or the same. */
    private static Deque<ToolCallDelta> pieces(int index, SplittableRandom random) {
        var withName = random.nextInt(4);
        var withId = random.nextInt(4);
        var pieces = new ArrayDeque<ToolCallDelta>();
        for (var i = 0; i < 4; i++) {
            pieces.add(new ToolCallDelta(
                    index,
                    i == withId ? "id" + index : null,
                    i == withName ? "f" + index : null,
                    "abcd".substring(i, i + 1)));
        }
        return pieces;
    }
}
