package ai.tierup.dynamodb;

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
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Encodes kept answers as compressed bytes. The first byte before compression is the version of the format. */
final class KeptAnswerCodec {

    private static final int VERSION = 1;
    private static final int VERSION_WITH_REPEATED_TOKENS = 2;

    private static final int END = 0;
    private static final int TEXT = 1;
    private static final int CALL_START = 2;
    private static final int CALL_CONTINUATION = 3;
    private static final int SEALED_REASONING = 4;

    private KeptAnswerCodec() {}

    static byte[] write(KeptAnswer answer) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            var end = answer.end();
            var tokens = end.tokens();
            var repeatedTokens = tokens.repeatedTokens();
            out.writeByte(repeatedTokens == 0 ? VERSION : VERSION_WITH_REPEATED_TOKENS);
            var head = answer.head();
            write(out, head.id().value());
            write(out, head.tier().publicName());
            out.writeLong(head.createdAt().toEpochMilli());
            var loweredCap = head.loweredCap();
            out.writeInt(loweredCap == null ? 0 : loweredCap);
            write(out, end.reason().name());
            out.writeLong(tokens.promptTokens());
            out.writeLong(tokens.completionTokens());
            out.writeLong(tokens.reasoningTokens());
            if (repeatedTokens > 0) {
                out.writeLong(repeatedTokens);
            }
            for (var delta : answer.deltas()) {
                write(out, delta);
            }
            out.writeByte(END);
            // Versions without this field stop reading at the mark before it, so they can still read what this one
            // writes.
            var completedAt = end.completedAt();
            if (completedAt != null) {
                out.writeLong(completedAt.toEpochMilli());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not an answer in a known version of the format */
    static KeptAnswer read(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            var version = in.readByte();
            if (version != VERSION && version != VERSION_WITH_REPEATED_TOKENS) {
                throw new IOException("Unknown format version " + version);
            }
            var id = new RequestId(text(in));
            var tier = TierId.named(text(in)).orElseThrow(() -> new IOException("Unknown tier"));
            var createdAt = Instant.ofEpochMilli(in.readLong());
            var loweredCap = in.readInt();
            var finish = FinishReason.valueOf(text(in));
            var tokens = new TokenUsage(
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    version == VERSION_WITH_REPEATED_TOKENS ? in.readLong() : 0);
            var head = new AnswerHead(id, tier, createdAt, loweredCap == 0 ? null : loweredCap);
            return new KeptAnswer(head, deltas(in), new AnswerEnd(finish, tokens, completedAt(in)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("Invalid kept answer", e);
        }
    }

    private static @Nullable Instant completedAt(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(Long.BYTES);
        return switch (bytes.length) {
            case 0 -> null;
            case Long.BYTES -> Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong());
            default -> throw new EOFException("The time of the end is cut off");
        };
    }

    private static void write(DataOutputStream out, AnswerDelta delta) throws IOException {
        switch (delta) {
            case AnswerDelta.Text(var text) -> {
                out.writeByte(TEXT);
                write(out, text);
            }
            case AnswerDelta.ToolCall(var index, var id, var name, var argumentsPart) -> {
                var starts = id != null && name != null;
                out.writeByte(starts ? CALL_START : CALL_CONTINUATION);
                out.writeInt(index);
                if (starts) {
                    write(out, id);
                    write(out, name);
                }
                write(out, argumentsPart);
            }
            case AnswerDelta.SealedReasoning(var state) -> {
                out.writeByte(SEALED_REASONING);
                write(out, state);
            }
        }
    }

    private static List<AnswerDelta> deltas(DataInputStream in) throws IOException {
        var deltas = new ArrayList<AnswerDelta>();
        for (var kind = in.readByte(); kind != END; kind = in.readByte()) {
            deltas.add(
                    switch (kind) {
                        case TEXT -> new AnswerDelta.Text(text(in));
                        case CALL_START -> new AnswerDelta.ToolCall(in.readInt(), text(in), text(in), text(in));
                        case CALL_CONTINUATION -> new AnswerDelta.ToolCall(in.readInt(), null, null, text(in));
                        case SEALED_REASONING -> new AnswerDelta.SealedReasoning(text(in));
                        default -> throw new IOException("Unknown kind of delta " + kind);
                    });
        }
        return deltas;
    }

    /** Writes the text as UTF-16, because it can contain unpaired surrogates. Compression removes most of the overhead. */
    private static void write(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String text(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(Math.multiplyExact(in.readInt(), Character.BYTES));
        return ByteBuffer.wrap(bytes).asCharBuffer().toString();
    }
}
