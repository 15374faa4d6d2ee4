package ai.tierup.functions.export;

import ai.tierup.functions.support.gateway.HttpAnswer;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes to the body of an answer, and sends it in pieces as it grows. */
final class AnswerStream extends OutputStream {

    private static final int PIECE_BYTES = 64 * 1024;

    private final HttpAnswer answer;
    private int unsentBytes;

    AnswerStream(HttpAnswer answer) {
        this.answer = answer;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        answer.write(Arrays.copyOfRange(bytes, offset, offset + length));
        unsentBytes += length;
        if (unsentBytes >= PIECE_BYTES) {
            flush();
        }
    }

    @Override
    public void flush() {
        answer.flush();
        unsentBytes = 0;
    }

    @Override
    public void close() {
        flush();
    }
}
