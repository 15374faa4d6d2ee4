package ai.tierup.functions.support.auth;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.tier.TierId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the tiers that accounts get for other vendors' models, from a cache that is at most 30 seconds old. */
@Singleton
public final class AliasedModels {

    private final TimedCache<AccountId, ModelAliases> aliases;

    AliasedModels(Accounts accounts, InstantSource clock) {
        this.aliases = new TimedCache<>(account -> Optional.of(accounts.modelAliases(account)), clock);
    }

    public Optional<TierId> tier(AccountId account, String model) {
        return aliases.find(account).flatMap(found -> found.tier(model));
    }
}
