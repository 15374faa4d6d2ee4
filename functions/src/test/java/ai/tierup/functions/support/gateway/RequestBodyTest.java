package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

    private static final byte[] JSON = "{\"text\":\"é😀\"}".getBytes(UTF_8);
    private static final int MEBIBYTE = 1024 * 1024;

    private interface Compression {

        OutputStream into(OutputStream out) throws IOException;
    }

    private static byte[] compressed(Compression compression, byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var compressing = compression.into(out)) {
            compressing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        return compressed(GZIPOutputStream::new, bytes);
    }

    private static byte[] deflated(byte[] bytes) {
        return compressed(DeflaterOutputStream::new, bytes);
    }

    private static RequestBody read(byte[] raw, String... encodings) {
        return RequestBody.read(Base64.getEncoder().encodeToString(raw), true, List.of(encodings));
    }

    private static void assertRefused(RequestBody body, ErrorCode code) {
        assertThat(body.error())
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo(code));
        assertThat(body.bytes()).isEmpty();
    }

    @Test
    void aCompressedBodyIsInflated() {
        assertThat(read(gzip(JSON), "gzip").bytes()).isEqualTo(JSON);
        assertThat(read(gzip(JSON), "X-GZip").bytes()).isEqualTo(JSON);
        assertThat(read(deflated(JSON), "deflate").bytes()).isEqualTo(JSON);
        assertThat(read(gzip(JSON)).bytes()).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "identity", "", "identity, gzip"})
    void aBodyThatApiGatewayHasInflatedIsTakenAsItIs(String encoding) {
        assertThat(read(JSON, encoding).bytes()).isEqualTo(JSON);
        assertThat(RequestBody.read(new String(JSON, UTF_8), false, List.of(encoding))
                        .bytes())
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, gzip", "gzip, br", "compress", "deflate, gzip"})
    void otherEncodingsAndSeveralOfThemAreRefused(String encoding) {
        assertRefused(read(gzip(JSON), encoding), ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        assertRefused(read(gzip(JSON), encoding.split(", ", -1)[0], "br"), ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyIsBoundedBeforeAndAfterItIsInflated() {
        var most = new byte[4 * MEBIBYTE];
        var tooLong = new byte[4 * MEBIBYTE + 1];
        var noise = new byte[4 * MEBIBYTE + 1];
        new Random(1).nextBytes(noise);
        for (Function<byte[], byte[]> way :
                List.<Function<byte[], byte[]>>of(RequestBodyTest::gzip, RequestBodyTest::deflated)) {
            assertThat(read(way.apply(most), "deflate").bytes()).isEqualTo(most);
            assertRefused(read(way.apply(tooLong), "deflate"), ErrorCode.REQUEST_TOO_LARGE);
            assertRefused(read(way.apply(noise), "deflate"), ErrorCode.REQUEST_TOO_LARGE);
        }
        assertThat(read(most).bytes()).isEqualTo(most);
        assertRefused(read(tooLong), ErrorCode.REQUEST_TOO_LARGE);
    }

    @Test
    void aBombIsTooLarge() {
        assertRefused(read(gzip(new byte[256 * MEBIBYTE]), "gzip"), ErrorCode.REQUEST_TOO_LARGE);
    }

    @Test
    void anIncompleteOrDamagedBodyIsRefused() {
        for (var whole : List.of(gzip(JSON), deflated(JSON))) {
            assertRefused(read(Arrays.copyOf(whole, whole.length - 9), "deflate"), ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    @Test
    void anEscapedBodyOfFourMebibytesFitsIntoAnEventOfLambda() {
        // A quote of JSON in JSON has three bytes more in an event that contains the body as text.
        var body = Base64.getEncoder().encodeToString(new byte[4 * MEBIBYTE]);

        assertThat(body.length()).isLessThan(6 * MEBIBYTE - MEBIBYTE / 2);
    }
}
