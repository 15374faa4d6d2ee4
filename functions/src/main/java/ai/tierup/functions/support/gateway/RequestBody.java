package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, without compression.
 *
 * @param bytes empty if there is an error
 */
record RequestBody(byte[] bytes, Optional<ApiError> error) {

    /** In base 64, as API Gateway passes bodies, it fits into the 6 MB to which Lambda limits an event. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final String DEFLATE = "deflate";
    private static final String IDENTITY = "identity";

    /** Returns a body that is not compressed. */
    static RequestBody of(byte[] bytes) {
        return bytes.length > MAX_BYTES
                ? refused(ApiErrors.requestTooLarge())
                : new RequestBody(bytes, Optional.empty());
    }

    /**
     * Reads the body of an event.
     *
     * @param encodings values of the header {@code content-encoding}
     */
    static RequestBody read(@Nullable String body, boolean base64, List<String> encodings) {
        if (body == null) {
            return of(new byte[0]);
        }
        return read(base64 ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8), encodings);
    }

    private static RequestBody read(byte[] raw, List<String> encodings) {
        var named = encodings.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && !name.equals(IDENTITY))
                .toList();
        if (named.size() > 1 || named.stream().anyMatch(name -> !GZIP.contains(name) && !name.equals(DEFLATE))) {
            return refused(ApiErrors.unsupportedContentEncoding());
        }
        return inflated(raw, named.contains(DEFLATE));
    }

    /**
     * Decides by the first bytes, because API Gateway inflates most bodies itself and leaves the header as it was. JSON begins with none of
     * these bytes.
     */
    private static RequestBody inflated(byte[] raw, boolean mayBeDeflated) {
        if (raw.length > MAX_BYTES) {
            return refused(ApiErrors.requestTooLarge());
        }
        try {
            if (isGzip(raw)) {
                return inflated(new GZIPInputStream(new ByteArrayInputStream(raw)));
            }
            return mayBeDeflated && isZlib(raw)
                    ? inflated(new InflaterInputStream(new ByteArrayInputStream(raw)))
                    : of(raw);
        } catch (IOException e) {
            return refused(ApiErrors.unsupportedContentEncoding());
        }
    }

    /** Stops at the limit, so that a small body cannot become a huge one. */
    private static RequestBody inflated(InputStream inflating) throws IOException {
        try (inflating) {
            return of(inflating.readNBytes(MAX_BYTES + 1));
        }
    }

    private static boolean isGzip(byte[] raw) {
        return raw.length > 1 && raw[0] == 0x1f && raw[1] == (byte) 0x8b;
    }

    /** The method deflate in the first byte, and both bytes as one number a multiple of 31 (RFC 1950). */
    private static boolean isZlib(byte[] raw) {
        return raw.length > 1 && (raw[0] & 0x0f) == 8 && (((raw[0] & 0xff) << 8) + (raw[1] & 0xff)) % 31 == 0;
    }

    private static RequestBody refused(ApiError error) {
        return new RequestBody(new byte[0], Optional.of(error));
    }
}
