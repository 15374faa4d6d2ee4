package ai.tierup.functions.site;

import ai.tierup.functions.gateway.Endpoint;
import ai.tierup.functions.gateway.GatewayRequest;
import ai.tierup.functions.gateway.Reply;
import ai.tierup.openai.ApiErrors;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The static files of the site, read once, and the sign of life. */
@Singleton
final class SiteEndpoint implements Endpoint {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Map<String, Reply> replies = Map.of(
            "/", file("index.html", "text/html; charset=utf-8"),
            "/site/style.css", file("style.css", "text/css; charset=utf-8"),
            "/site/site.js", file("site.js", "text/javascript; charset=utf-8"),
            "/healthz",
                    Reply.json(json -> {
                        json.writeStartObject();
                        json.writeStringField("status", "ok");
                        json.writeEndObject();
                    }));

    @Override
    public Reply answer(GatewayRequest request) {
        var reply = replies.get(request.path());
        return reply == null ? Reply.error(ApiErrors.notFound()) : reply;
    }

    private static Reply file(String name, String contentType) {
        try (var file = SiteEndpoint.class.getResourceAsStream("/site/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The site lacks " + name);
            }
            return Reply.of(200, contentType, file.readAllBytes())
                    .with("cache-control", "public, max-age=300")
                    .with("content-security-policy", CONTENT_SECURITY_POLICY)
                    .with("referrer-policy", "no-referrer")
                    .with("x-content-type-options", "nosniff");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
