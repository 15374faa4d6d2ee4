package ai.tierup.functions.site;

import ai.tierup.api.ApiErrors;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Serves the pages of the site, which are read once, the files that they need, and the health check. */
@Singleton
final class SiteEndpoint implements Endpoint {

    private final Map<String, Reply> replies = Map.of(
            "/", SitePage.load("index.html", "").asFile(),
            "/calculator", SitePage.load("calculator.html", "").asFile(),
            "/calculator.json", forMinutes(SiteAssets.ALL.current("prices.json")),
            "/favicon.ico", forMinutes(SiteAssets.ALL.current("icon.svg")),
            "/healthz",
                    Reply.json(json -> {
                        json.writeStartObject();
                        json.writeStringField("status", "ok");
                        json.writeEndObject();
                    }));

    private final Routes routes = Routes.of(
            Route.get("/", this::page),
            Route.get("/calculator", this::page),
            Route.get("/calculator.json", this::page),
            Route.get("/favicon.ico", this::page),
            Route.get("/site/{file}", this::file),
            Route.get("/healthz", this::page));

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply page(GatewayRequest request) {
        return replies.getOrDefault(request.path(), Reply.error(ApiErrors.notFound()));
    }

    private Reply file(GatewayRequest request) {
        var name = request.path().substring("/site/".length());
        return SiteAssets.ALL.file(name).orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    /** A file under a name without its hash, which browsers must ask for again. */
    private static Reply forMinutes(Reply file) {
        return file.with("cache-control", "public, max-age=300");
    }
}
