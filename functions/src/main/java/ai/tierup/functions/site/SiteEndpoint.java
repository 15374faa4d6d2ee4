package ai.tierup.functions.site;

import ai.tierup.api.ApiErrors;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the pages of the site, the files that they need, and the health check. All of them are read with the first request, because the
 * local service starts without them. On Lambda, that request is made before a snapshot.
 */
@Singleton
final class SiteEndpoint implements Endpoint {

    /** The HTML file of each page, by the path of the page. */
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("/calculator", "calculator.html"),
            Map.entry("/status", "status.html"),
            Map.entry("/dashboard", "dashboard.html"),
            Map.entry("/try", "try.html"));

    private static final Reply HEALTHY = Reply.json(json -> {
        json.writeStartObject();
        json.writeStringField("status", "ok");
        json.writeEndObject();
    });

    private static final class Lazy {

        private static final Map<String, SiteFile> FILES = files();

        private static final Routes ROUTES = Routes.of(
                        Route.get("/", DocsRoutes.ALL::front),
                        Route.get("/calculator", SiteEndpoint::page),
                        Route.get("/calculator.json", SiteEndpoint::page),
                        Route.get("/status", SiteEndpoint::page),
                        Route.get("/dashboard", SiteEndpoint::page),
                        Route.get("/try", SiteEndpoint::page),
                        Route.get("/favicon.ico", SiteEndpoint::page),
                        Route.get("/site/{file}", SiteEndpoint::file),
                        Route.get("/healthz", request -> HEALTHY))
                .and(DocsRoutes.ALL.routes());
    }

    private static Map<String, SiteFile> files() {
        var files = new HashMap<String, SiteFile>();
        PAGES.forEach((path, file) ->
                files.put(path, SiteFile.of(SitePage.load(file, "").asFile())));
        files.put("/calculator.json", forMinutes("prices.json"));
        files.put("/favicon.ico", forMinutes("icon.svg"));
        return Map.copyOf(files);
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return Lazy.ROUTES.answer(request);
    }

    private static Reply page(GatewayRequest request) {
        return reply(Optional.ofNullable(Lazy.FILES.get(request.path())), request);
    }

    private static Reply file(GatewayRequest request) {
        var name = request.path().substring("/site/".length());
        return reply(SiteAssets.ALL.file(name), request);
    }

    private static Reply reply(Optional<SiteFile> file, GatewayRequest request) {
        return file.map(found -> found.reply(request)).orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    /** A file under a name without its hash, which browsers must ask for again. */
    private static SiteFile forMinutes(String name) {
        return SiteFile.of(SiteAssets.ALL.current(name).plain().with("cache-control", "public, max-age=300"));
    }
}
