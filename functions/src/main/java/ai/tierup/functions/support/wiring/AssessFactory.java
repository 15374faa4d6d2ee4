package ai.tierup.functions.support.wiring;

import ai.tierup.domain.assess.Catalogue;
import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.assess.Host;
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
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
        return provider.protocol().equals(Protocols.OPENROUTER)
                ? new CatalogueOfProvider(provider.baseUrl(), secrets)
                : new NoCatalogue();
    }

    @Singleton
    FindModels findModels(
            TierCatalogue tiers, ModelSource models, Shortlists shortlists, Journal journal, InstantSource clock) {
        return new FindModels(tiers, models, CriteriaFile::shipped, shortlists, journal, clock);
    }

    /** The catalogue of the default provider, read with the key that is valid at the time. */
    private record CatalogueOfProvider(URI baseUrl, CurrentSecrets<UpstreamSecrets> secrets) implements ModelSource {

        private ModelSource current() {
            return new OpenRouterCatalogue(
                    baseUrl, secrets.current().providerKey(ProviderId.DEFAULT).orElseThrow());
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Catalogue read(int contextTokens) throws IOException {
            return current().read(contextTokens);
        }

        @Override
        public Map<String, List<Host>> hosts(Collection<String> slugs, int contextTokens) throws IOException {
            return current().hosts(slugs, contextTokens);
        }
    }

    private record NoCatalogue() implements ModelSource {

        @Override
        public boolean exists() {
            return false;
        }

        @Override
        public Catalogue read(int contextTokens) throws IOException {
            throw new IOException("the default provider has no catalogue of models");
        }

        @Override
        public Map<String, List<Host>> hosts(Collection<String> slugs, int contextTokens) throws IOException {
            throw new IOException("the default provider has no catalogue of models");
        }
    }
}
