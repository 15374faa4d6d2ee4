package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer reads like is in the contract of the store; these are bytes that are no answer. */
class KeptAnswerBytesTest {

    private static final byte[] GOOD = plain(KeptAnswerBytes.write(new KeptAnswer(
            new AnswerHead(RequestId.of(Instant.EPOCH, 1), TierId.TIER_2, Instant.EPOCH, null),
            List.of(new AnswerDelta.Text("Hello"), new AnswerDelta.ToolCall(0, "call_a", "f", "{}")),
            FinishReason.STOP,
            new TokenUsage(41, 12, 0))));

    private static byte[] plain(byte[] compressed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] compressed(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] goodBut(int at, int value) {
        var bytes = GOOD.clone();
        bytes[at] = (byte) value;
        return bytes;
    }

    static IntStream everyLength() {
        return IntStream.range(0, GOOD.length);
    }

    @ParameterizedTest
    @MethodSource("everyLength")
    void anAnswerThatEndsTooEarlyIsNone(int length) throws IOException {
        var cut = compressed(Arrays.copyOf(GOOD, length));

        assertThatThrownBy(() -> KeptAnswerBytes.read(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void neitherIsOneOfAnotherFormTierReasonOrKindOfDeltaNorOneWithALengthThatCannotBe() throws IOException {
        var formAt = 0;
        var idLengthAt = 1;
        var tierAt = idLengthAt + 4 + 2 * 16 + 4;
        var finishAt = tierAt + 2 * "tier-2".length() + 8 + 4 + 4;
        var tokensAt = finishAt + 2 * "STOP".length();
        var kindAt = tokensAt + 24;
        for (var bad : List.of(
                goodBut(formAt, 2),
                goodBut(idLengthAt, 0x7f),
                goodBut(idLengthAt, 0xff),
                goodBut(tierAt, 1),
                goodBut(finishAt, 1),
                goodBut(tokensAt, 0xff),
                goodBut(kindAt, 9))) {
            assertThatThrownBy(() -> KeptAnswerBytes.read(compressed(bad))).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> KeptAnswerBytes.read(GOOD)).isInstanceOf(IOException.class);
    }
}
