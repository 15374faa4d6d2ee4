package ai.tierup.functions.support.auth;

import ai.tierup.domain.access.Session;
import ai.tierup.domain.access.SessionToken;
import ai.tierup.functions.support.gateway.GatewayRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The cookie by which a browser stays signed in. Scripts cannot read it, and browsers send it only from our own pages and over HTTPS. The
 * prefix {@code __Host-} makes browsers refuse one that another host has set.
 */
public final class SessionCookie {

    private static final String NAME = "__Host-tierup";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD");

    private SessionCookie() {}

    /** Returns the header that makes a browser keep the session. */
    public static String of(SessionToken token) {
        return NAME + "=" + token.reveal() + ATTRIBUTES + Session.LIFETIME.toSeconds();
    }

    /** Returns the header that makes a browser forget the session. */
    public static String forgotten() {
        return NAME + "=" + ATTRIBUTES + "0";
    }

    static Optional<String> read(GatewayRequest request) {
        return request.headerValues("cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .findFirst();
    }

    /**
     * Returns whether a request with the cookie was made by our own page, as far as it changes anything. Browsers send the origin with every
     * such request, and no page can forge it.
     */
    static boolean isOwn(GatewayRequest request) {
        return READING_METHODS.contains(request.method())
                || request.header("origin")
                        .filter(origin ->
                                request.baseUrl().map(SessionCookie::origin).equals(Optional.of(origin)))
                        .isPresent();
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
