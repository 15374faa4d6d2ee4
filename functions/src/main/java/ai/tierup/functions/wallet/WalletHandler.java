package ai.tierup.functions.wallet;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;

/** {@code GET /v1/wallet}, {@code GET /v1/wallet/entries} and {@code PUT /v1/wallet/daily-limit}. */
public final class WalletHandler extends BufferedHandler {

    public WalletHandler() {
        super(WalletEndpoints.class, RehearsedRequest.get("/v1/wallet"));
    }

    public WalletHandler(ApplicationContext context) {
        super(context, WalletEndpoints.class);
    }
}
