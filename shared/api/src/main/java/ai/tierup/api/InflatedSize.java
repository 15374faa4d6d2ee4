package ai.tierup.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Measures what the compressed streams of a PDF grow to, without keeping it and without trusting what the file says of them. */
final class InflatedSize {

    private static final byte[] STREAM = "stream".getBytes(US_ASCII);
    private static final int BUFFER_BYTES = 1 << 16;

    private InflatedSize() {}

    /** The bytes of all streams. Once there are more than {@code limit}, any larger number may be returned. */
    static long of(byte[] file, long limit) {
        var inflater = new Inflater();
        try {
            var sum = 0L;
            for (var at = 0; at < file.length - STREAM.length && sum <= limit; at++) {
                if (isStream(file, at)) {
                    sum += inflated(inflater, file, start(file, at + STREAM.length), limit - sum);
                }
            }
            return sum;
        } finally {
            inflater.end();
        }
    }

    private static boolean isStream(byte[] file, int at) {
        for (var i = 0; i < STREAM.length; i++) {
            if (file[at + i] != STREAM[i]) {
                return false;
            }
        }
        return true;
    }

    /** The first byte of a stream: after spaces and one line break. */
    private static int start(byte[] file, int end) {
        var at = end;
        while (at < file.length && (file[at] == ' ' || file[at] == '\r')) {
            at++;
        }
        return at < file.length && file[at] == '\n' ? at + 1 : at;
    }

    /** What is read counts too, so that a file cannot make us read it again and again. */
    private static long inflated(Inflater inflater, byte[] file, int start, long limit) {
        var buffer = new byte[BUFFER_BYTES];
        inflater.reset();
        inflater.setInput(file, start, file.length - start);
        try {
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                inflater.inflate(buffer);
                if (size(inflater) > limit) {
                    break;
                }
            }
        } catch (DataFormatException e) {
            return size(inflater); // The stream is not compressed in this way, or damaged.
        }
        return size(inflater);
    }

    private static long size(Inflater inflater) {
        return inflater.getBytesRead() + inflater.getBytesWritten();
    }
}
