package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.local.RunningService.Api;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;

/** A bad canary: it asks a model first that never answers. The live version asks that model second. */
final class PlantedCanary {

    /** The simulated model {@code openai/gpt-5.4} fails this request. */
    static final String BODY = """
            {"model": "tier-2", "max_tokens": 20,
             "messages": [{"role": "user", "content": "[[simulate:status=503,model=gpt]] Hello"}]}""";

    static final List<String> ACCOUNTS =
            List.of("load-01", "load-02", "load-03", "load-04", "load-05", "load-06", "load-07", "load-08");

    private static final int MAX_REQUESTS = 1_000;

    private PlantedCanary() {}

    /** The test mapping with the candidates of each tier in the opposite order. */
    static TierMapping version2() throws IOException {
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : Api.mapping().inOrder()) {
            tiers.put(
                    tier.id(),
                    new Tier(
                            tier.id(),
                            tier.className(),
                            tier.prices(),
                            tier.listPrices(),
                            tier.limits(),
                            tier.capabilities(),
                            tier.candidates().reversed()));
        }
        return new TierMapping(2, Api.mapping().publishedAt(), tiers);
    }

    static void start(Api api, int percent) throws IOException {
        var catalogue = api.service.bean(TierCatalogue.class);
        catalogue.store(version2());
        var seen = catalogue.pointers().orElseThrow();
        var to = seen.withCanary(new Canary(2, percent));
        assertThat(catalogue.move(seen, new TierMove(to, "canary", "ada", Instant.EPOCH, "planted")))
                .isTrue();
    }

    /** An account that gets a canary of half of the accounts, or that does not. */
    static String account(boolean hasCanary) {
        return ACCOUNTS.stream()
                .filter(account -> new Canary(2, 50).includes(account) == hasCanary)
                .findFirst()
                .orElseThrow();
    }

    /** Sends requests of all accounts in turn until the service gives the canary to nobody any more. Returns how many were served by it. */
    static int serveUntilStopped(Api api) throws IOException, InterruptedException {
        var catalogue = api.service.bean(TierCatalogue.class);
        var served = 0;
        for (var request = 0; request < MAX_REQUESTS && catalogue.published().canary() != null; request++) {
            var account = ACCOUNTS.get(request % ACCOUNTS.size());
            served += catalogue.published().isCanary(account) ? 1 : 0;
            var answer = api.chat(account, BODY);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return served;
    }
}
