package ai.tierup.functions.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.ApiErrors;
import ai.tierup.functions.docs.Docs;
import ai.tierup.functions.docs.DocsPage;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the documentation: pages, the texts from which they are rendered, the index of the search, {@code llms.txt}, and the prices as
 * text. Each is rendered when it is first asked for. Examples have the address by which the service was called.
 */
final class DocsRoutes {

    static final DocsRoutes ALL = new DocsRoutes();

    private static final String CACHED = "public, max-age=300";
    private static final String MARKDOWN = "text/markdown; charset=utf-8";
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final String SEARCH_INDEX = "search.json";

    private final Map<String, Reply> rendered = new ConcurrentHashMap<>();

    private final Routes routes = Routes.of(
            Route.get("/docs", request -> reply(request, this::index)),
            Route.get("/docs/{page}", request -> reply(request, this::guideOrText)),
            Route.get("/docs/api/{group}", request -> reply(request, this::reference)),
            Route.get("/calculator.md", request -> reply(request, name -> Optional.of(prices()))),
            Route.get("/llms.txt", request -> reply(request, path -> Optional.of(text(PLAIN_TEXT, Lazy.DOCS.llms())))));

    /** The documentation, which is read when a page of it is first asked for: the service starts without it. */
    private static final class Lazy {
        private static final Docs DOCS = Docs.load();
    }

    /** Renders what is at a path. */
    private interface Renderer {

        /** @param name the last segment of the path */
        Optional<Reply> render(String name);
    }

    private DocsRoutes() {}

    Routes routes() {
        return routes;
    }

    private Reply reply(GatewayRequest request, Renderer renderer) {
        var path = request.path();
        var known = rendered.get(path);
        var found = known == null ? renderer.render(path.substring(path.lastIndexOf('/') + 1)) : Optional.of(known);
        found.ifPresent(reply -> rendered.putIfAbsent(path, reply));
        return found.map(reply -> SiteFile.of(at(reply, request)).reply(request))
                .orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    private static Reply at(Reply reply, GatewayRequest request) {
        var address = request.baseUrl().map(URI::toString).orElse(Docs.EXAMPLE_ADDRESS);
        var text = new String(reply.body(), UTF_8).replace(Docs.EXAMPLE_ADDRESS, address);
        return new Reply(reply.status(), reply.headers(), text.getBytes(UTF_8), null);
    }

    /** The front page, which shows code of the documentation. */
    Reply front(GatewayRequest request) {
        return reply(
                request,
                name -> Optional.of(SitePage.load("index.html", "")
                        .with("quick-start", QuickStart.html(Lazy.DOCS))
                        .asFile()));
    }

    private static Reply prices() {
        return text(MARKDOWN, PriceText.write(Docs.EXAMPLE_ADDRESS));
    }

    private Optional<Reply> index(String name) {
        return Optional.of(page(Lazy.DOCS.index(""), "", "docs"));
    }

    private Optional<Reply> guideOrText(String name) {
        if (name.equals(SEARCH_INDEX)) {
            return Optional.of(file("application/json", Lazy.DOCS.searchIndex()));
        }
        return Lazy.DOCS
                .text(name)
                .map(text -> text(name.endsWith(".md") ? MARKDOWN : "application/yaml; charset=utf-8", text))
                .or(() -> Lazy.DOCS.guide(name, "../").map(page -> page(page, "../", "docs/" + name)));
    }

    private Optional<Reply> reference(String group) {
        return Lazy.DOCS.reference(group, "../../").map(page -> page(page, "../../", "docs/api/" + group));
    }

    private static Reply page(DocsPage page, String root, String path) {
        return SitePage.load("docs.html", root)
                .with("title", page.title())
                .with("description", page.description())
                .with("source", root + page.source())
                .with("navigation", Lazy.DOCS.navigation(root, path))
                .with("outline", page.outline())
                .with("content", page.content())
                .asFile();
    }

    private static Reply text(String type, String text) {
        return file(type, text.getBytes(UTF_8));
    }

    private static Reply file(String type, byte[] content) {
        return SitePage.withSecurityHeaders(Reply.of(200, type, content).with("cache-control", CACHED));
    }
}
