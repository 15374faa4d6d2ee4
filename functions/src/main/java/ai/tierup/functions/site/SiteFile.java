package ai.tierup.functions.site;

import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        return gzipped.filter(reply -> request.acceptsGzip()).orElse(plain);
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
