package ai.tierup.functions.site;

import ai.tierup.api.ErrorCode;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import java.util.Optional;
import java.util.Set;

/** The page for people whose browser asks for a path that does not exist. Clients of the API get the error as JSON. */
public final class NotFoundPage {

    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD");

    /** The parameter of the route for all paths without a route: the path as the browser has it, without its first slash. */
    private static final String PATH = "proxy";

    private NotFoundPage() {}

    /** Returns the page in place of {@code reply}, if that says that the path does not exist and a browser has asked outside the API. */
    public static Reply insteadOf(Reply reply, GatewayRequest request) {
        return reply.error() == ErrorCode.NOT_FOUND && READING_METHODS.contains(request.method()) && wantsHtml(request)
                ? pathOutsideApi(request)
                        .map(NotFoundPage::at)
                        .map(page -> new Reply(page.status(), page.headers(), page.body(), reply.error()))
                        .orElse(reply)
                : reply;
    }

    private static boolean wantsHtml(GatewayRequest request) {
        return request.header("accept")
                .filter(types -> types.contains("text/html"))
                .isPresent();
    }

    private static Optional<String> pathOutsideApi(GatewayRequest request) {
        return Optional.ofNullable(request.pathParameters().get(PATH))
                .filter(path -> !path.equals("v1") && !path.startsWith("v1/"));
    }

    private static Reply at(String path) {
        var depth = Math.toIntExact(
                path.chars().filter(character -> character == '/').count());
        return SitePage.load("not-found.html", "../".repeat(depth))
                .render(404, "Page not found", "There is no page at this address. Nothing was lost.");
    }
}
