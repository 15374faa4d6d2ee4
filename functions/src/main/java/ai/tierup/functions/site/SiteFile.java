package ai.tierup.functions.site;

import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A page or file of the site that does not change while this version runs.
 *
 * @param gzipped the same file compressed, for clients that accept it; empty for fonts, which are compressed already
 */
record SiteFile(Reply plain, Optional<Reply> gzipped) {

    static SiteFile of(Reply plain) {
        if (plain.headers().getOrDefault("content-type", "").startsWith("font/")) {
            return new SiteFile(plain, Optional.empty());
        }
        var varying = plain.with("vary", "accept-encoding");
        var gzipped = new Reply(plain.status(), varying.headers(), gzip(plain.body()), plain.error());
        return new SiteFile(varying, Optional.of(gzipped.with("content-encoding", "gzip")));
    }

    Reply reply(GatewayRequest request) {
        return gzipped.filter(reply -> acceptsGzip(request)).orElse(plain);
    }

    private static boolean acceptsGzip(GatewayRequest request) {
        return Arrays.stream(request.header("accept-encoding").orElse("").split(",", -1))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;q=(1.*|0\\.\\d*[1-9]\\d*)"));
    }

    private static byte[] gzip(byte[] content) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
