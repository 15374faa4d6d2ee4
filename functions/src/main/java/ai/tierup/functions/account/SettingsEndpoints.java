package ai.tierup.functions.account;

import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;

/** The settings of an account: alerts, automatic top-ups, aliases of models, and what is kept of responses. */
@Singleton
final class SettingsEndpoints {

    private final Routes routes;

    SettingsEndpoints(AlertEndpoints alerts, AutoTopUpEndpoints autoTopUps, WholeSettings others) {
        this.routes = alerts.routes().and(autoTopUps.routes()).and(others.routes());
    }

    Routes routes() {
        return routes;
    }
}
