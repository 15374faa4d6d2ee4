package ai.tierup.functions.account;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** {@code GET /v1/account}, {@code DELETE /v1/sessions}, {@code /v1/sessions/current}, and the routes of alerts, automatic top-ups and aliases of models. */
public final class AccountHandler extends BufferedHandler {

    public AccountHandler() {
        super(AccountEndpoints.class, new RehearsedRequest("GET", "/v1/account", Map.of(), 401));
    }

    public AccountHandler(ApplicationContext context) {
        super(context, AccountEndpoints.class);
    }
}
