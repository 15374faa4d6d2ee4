package ai.tierup.functions.account;

import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;

/** The settings of an account: alerts, automatic top-ups and aliases of models. */
@Singleton
final class SettingsEndpoints {

    private final Routes routes;

    SettingsEndpoints(AlertEndpoints alerts, AutoTopUpEndpoints autoTopUps, ModelAliasEndpoints models) {
        this.routes = alerts.routes().and(autoTopUps.routes()).and(models.routes());
    }

    Routes routes() {
        return routes;
    }
}
