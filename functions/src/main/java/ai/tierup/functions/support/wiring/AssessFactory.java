package ai.tierup.functions.support.wiring;

import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.assess.ModelSource;
import ai.tierup.domain.assess.Shortlists;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbShortlists;
import ai.tierup.functions.support.criteria.CriteriaFile;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import ai.tierup.upstream.Protocols;
import ai.tierup.upstream.openrouter.OpenRouterCatalogue;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/** Creates what looks for models in the catalogue of the default provider. */
@Factory
final class AssessFactory {

    @Singleton
    Shortlists shortlists(DynamoDbClients clients, Settings settings) {
        return new DynamoDbShortlists(clients, settings.store().tables());
    }

    @Singleton
    ModelSource modelSource(Settings settings, CurrentSecrets<UpstreamSecrets> secrets) {
        var provider = settings.upstream().providers().stream()
                .filter(each -> each.id().equals(ProviderId.DEFAULT))
                .findFirst()
                .orElseThrow();
        if (!provider.protocol().equals(Protocols.OPENROUTER)) {
            return contextTokens -> {
                throw new IOException("the default provider has no catalogue of models");
            };
        }
        return contextTokens -> new OpenRouterCatalogue(
                        provider.baseUrl(),
                        secrets.current().providerKey(ProviderId.DEFAULT).orElseThrow())
                .read(contextTokens);
    }

    @Singleton
    FindModels findModels(
            TierCatalogue tiers, ModelSource models, Shortlists shortlists, Journal journal, InstantSource clock) {
        return new FindModels(tiers, models, CriteriaFile::shipped, shortlists, journal, clock);
    }
}
