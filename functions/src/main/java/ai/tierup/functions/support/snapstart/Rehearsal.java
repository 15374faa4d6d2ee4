package ai.tierup.functions.support.snapstart;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TokenLimits;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.WalletLedger;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Runs requests through the whole service, from the event to the settlement. Stores and upstream are {@link StubBackends}, and the account
 * and its balance are made up. No real data is read or written.
 */
public final class Rehearsal {

    private static final AccountId ACCOUNT = new AccountId("rehearsal");
    private static final Money BALANCE = Money.ofUsd("1");

    private final Function<Map<String, String>, ApplicationContext> services;

    /** @param services creates the service's objects from variables */
    public Rehearsal(Function<Map<String, String>, ApplicationContext> services) {
        this.services = services;
    }

    /** Sends a request to the rehearsed service. */
    public interface RequestSender {

        /**
         * Sends one request.
         *
         * @param service the objects of the service
         * @param key API key of an account with money
         * @return the HTTP status of the answer
         */
        int send(BeanContext service, String key);
    }

    /**
     * Rehearses one request.
     *
     * @param expectedStatus HTTP status that the answer must have
     * @throws RuntimeException if the request fails or has another status, because the code of a real request was then not run
     */
    public void play(int expectedStatus, RequestSender sender) {
        try (var backends = StubBackends.start();
                var service = services.apply(variables(backends))) {
            var status = sender.send(service, addAccount(service).reveal());
            if (status != expectedStatus) {
                throw new IllegalStateException("The rehearsal ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> variables(StubBackends backends) {
        return Map.ofEntries(
                Map.entry("WALLETS_TABLE", "wallets"),
                Map.entry("LEDGER_TABLE", "ledger"),
                Map.entry("DIRECTORY_TABLE", "directory"),
                Map.entry("TRANSIENT_TABLE", "transient"),
                Map.entry("AWS_ENDPOINT_URL", backends.url()),
                Map.entry("TIERUP_UPSTREAM_URL", backends.url()),
                Map.entry("TIERUP_UPSTREAM_KEY", "none"),
                Map.entry("TIERUP_HMAC_KEY", "0".repeat(32)),
                Map.entry("TIERUP_SEALING_KEYS", "rehearsal=" + "0".repeat(64)),
                Map.entry("TIERUP_STRIPE_URL", backends.url()),
                Map.entry("TIERUP_STRIPE_KEY", "sk_test_none"),
                Map.entry("TIERUP_STRIPE_WEBHOOK_SECRET", "whsec_none"));
    }

    private static ApiKeySecret addAccount(BeanContext service) {
        var now = service.getBean(InstantSource.class).instant();
        var key = ApiKeySecret.generate(service.getBean(RandomGenerator.class));
        service.getBean(ApiKeys.class)
                .add(
                        key.hash(),
                        ApiKey.unlimited(new KeyId("key_rehearsal"), ACCOUNT, "rehearsal", now, key.shownPrefix()));
        service.getBean(WalletLedger.class)
                .open(LedgerEntry.opening(ACCOUNT, "adj#rehearsal", BALANCE, now, 0), BALANCE);
        service.getBean(TierCatalogue.class)
                .publish(new TierMapping(
                        1,
                        now,
                        Arrays.stream(TierId.values())
                                .collect(Collectors.toMap(Function.identity(), Rehearsal::tier))));
        return key;
    }

    private static Tier tier(TierId id) {
        var prices = TokenPrices.ofUsdPerMillion("1", "1");
        return new Tier(
                id,
                "rehearsal",
                prices,
                new ListPrices(prices, null, List.of()),
                new TokenLimits(10_000, 100, 1_000),
                Set.of(),
                List.of(new Candidate(ProviderId.DEFAULT, "stand-in", Set.of(), 1_000, prices, NativeRatio.ONE)));
    }
}
