package ai.tierup.domain.reasoning;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A {@link ReasoningState} as compressed bytes, padded with zeros to 1, 2, 4 … 256 KiB. The first four bytes are the length without them. */
final class PaddedState {

    private static final int MIN_BYTES = 1024;
    private static final int MAX_BYTES = 256 * 1024;

    /** Keeps a state that compresses extremely well from filling the heap when it is read. */
    private static final int MAX_STATE_BYTES = 2 * 1024 * 1024;

    private PaddedState() {}

    /** Returns the padded bytes; empty if the state is too large. */
    static Optional<byte[]> of(ReasoningState state) {
        var plain = plain(state);
        if (plain.length > MAX_STATE_BYTES) {
            return Optional.empty();
        }
        var deflated = deflated(plain);
        var length = Integer.BYTES + deflated.length;
        if (length > MAX_BYTES) {
            return Optional.empty();
        }
        var size = Math.max(MIN_BYTES, Integer.highestOneBit(length - 1) << 1);
        return Optional.of(
                ByteBuffer.allocate(size).putInt(deflated.length).put(deflated).array());
    }

    /** Returns the state in {@code padded}; empty if it is in no form that we know. */
    static Optional<ReasoningState> read(byte[] padded) {
        if (padded.length < Integer.BYTES) {
            return Optional.empty();
        }
        var length = ByteBuffer.wrap(padded).getInt();
        if (length < 0 || length > padded.length - Integer.BYTES) {
            return Optional.empty();
        }
        var deflated = Arrays.copyOfRange(padded, Integer.BYTES, Integer.BYTES + length);
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(deflated)))) {
            var candidateName = text(in);
            var pieces = new ArrayList<String>();
            for (var count = in.readInt(); count > 0; count--) {
                pieces.add(text(in));
            }
            return Optional.of(new ReasoningState(candidateName, pieces));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] plain(ReasoningState state) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, state.candidateName());
            out.writeInt(state.pieces().size());
            for (var piece : state.pieces()) {
                write(out, piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        var length = in.readInt();
        if (length < 0 || length > MAX_STATE_BYTES) {
            throw new IOException("No state has a text of this length");
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("The text is cut off");
        }
        return new String(bytes, UTF_8);
    }
}
