package ai.tierup.functions.support.gateway;

import java.net.URI;

/** The page to which a customer returns from a checkout. */
public final class ReturnPage {

    public static final String PATH = "/top-ups/done";

    private ReturnPage() {}

    /** The page at the address that was requested. */
    public static URI of(GatewayRequest request) {
        var baseUrl =
                request.baseUrl().orElseThrow(() -> new IllegalStateException("The event has no domain name or path"));
        return URI.create(baseUrl + PATH);
    }
}
