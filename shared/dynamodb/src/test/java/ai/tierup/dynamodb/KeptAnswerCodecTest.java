package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
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

/** Tests of reading bytes that are not a valid answer. The store's contract covers valid answers. */
class KeptAnswerCodecTest {

    private static final byte[] VALID = decompressed(KeptAnswerCodec.write(new KeptAnswer(
            new AnswerHead(RequestId.of(Instant.EPOCH, 1), TierId.TIER_2, Instant.EPOCH, null),
            List.of(
                    new AnswerDelta.SealedReasoning("v1.k.A"),
                    new AnswerDelta.Text("Hello"),
                    new AnswerDelta.ToolCall(0, "call_a", "f", "{}")),
            new AnswerEnd(FinishReason.STOP, new TokenUsage(41, 12, 0), Instant.EPOCH.plusMillis(4711)))));

    private static final int WITHOUT_TIME = VALID.length - Long.BYTES;

    private static byte[] decompressed(byte[] compressed) {
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

    private static byte[] validWithByte(int index, int value) {
        var bytes = VALID.clone();
        bytes[index] = (byte) value;
        return bytes;
    }

    @Test
    void repeatedTokensAreKept() throws IOException {
        var answer = new KeptAnswer(
                new AnswerHead(RequestId.of(Instant.EPOCH, 1), TierId.TIER_2, Instant.EPOCH, null),
                List.of(new AnswerDelta.Text("Hello")),
                new AnswerEnd(FinishReason.STOP, new TokenUsage(41, 12, 0, 40), null));

        assertThat(KeptAnswerCodec.read(KeptAnswerCodec.write(answer))).isEqualTo(answer);
    }

    /** The time of the end is the last field, after the mark at which versions without it stop to read. */
    @Test
    void anAnswerOfAVersionWithoutTheTimeOfItsEndIsReadWithoutIt() throws IOException {
        var end = KeptAnswerCodec.read(compressed(VALID)).end();
        var older = compressed(Arrays.copyOf(VALID, WITHOUT_TIME));

        assertThat(end.completedAt()).isEqualTo(Instant.EPOCH.plusMillis(4711));
        assertThat(KeptAnswerCodec.read(older).end()).isEqualTo(new AnswerEnd(end.reason(), end.tokens(), null));
    }

    static IntStream everyLength() {
        return IntStream.range(0, VALID.length).filter(length -> length != WITHOUT_TIME);
    }

    @ParameterizedTest
    @MethodSource("everyLength")
    void aTruncatedAnswerIsInvalid(int length) throws IOException {
        var truncated = compressed(Arrays.copyOf(VALID, length));

        assertThatThrownBy(() -> KeptAnswerCodec.read(truncated)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerWithAnInvalidFieldIsInvalid() throws IOException {
        var versionIndex = 0;
        var idLengthIndex = 1;
        var tierIndex = idLengthIndex + 4 + 2 * 16 + 4;
        var finishIndex = tierIndex + 2 * "tier-2".length() + 8 + 4 + 4;
        var tokensIndex = finishIndex + 2 * "STOP".length();
        var kindIndex = tokensIndex + 24;
        for (var invalid : List.of(
                validWithByte(versionIndex, 3),
                validWithByte(idLengthIndex, 0x7f),
                validWithByte(idLengthIndex, 0xff),
                validWithByte(tierIndex, 1),
                validWithByte(finishIndex, 1),
                validWithByte(tokensIndex, 0xff),
                validWithByte(kindIndex, 9))) {
            assertThatThrownBy(() -> KeptAnswerCodec.read(compressed(invalid))).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> KeptAnswerCodec.read(VALID)).isInstanceOf(IOException.class);
    }
}
