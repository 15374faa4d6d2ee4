package ai.tierup.functions.site;

import ai.tierup.api.ApiErrors;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Serves the static files of the site, which are read once, and the health check. */
@Singleton
final class SiteEndpoint implements Endpoint {

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

    private final Routes routes = Routes.of(
            Route.get("/", this::file), Route.get("/site/{file}", this::file), Route.get("/healthz", this::file));

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply file(GatewayRequest request) {
        var reply = replies.get(request.path());
        return reply == null ? Reply.error(ApiErrors.notFound()) : reply;
    }

    private static Reply file(String name, String contentType) {
        return SitePage.withSecurityHeaders(
                Reply.of(200, contentType, SitePage.file(name)).with("cache-control", "public, max-age=300"));
    }
}
