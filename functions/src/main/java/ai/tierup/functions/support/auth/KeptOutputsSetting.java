package ai.tierup.functions.support.auth;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Tells whether accounts let the outputs of their answers be kept, from a cache that is at most 30 seconds old. */
@Singleton
public final class KeptOutputsSetting {

    private final TimedCache<AccountId, Boolean> settings;

    KeptOutputsSetting(Accounts accounts, InstantSource clock) {
        this.settings = new TimedCache<>(account -> Optional.of(accounts.keepsOutputs(account)), clock);
    }

    public boolean keeps(AccountId account) {
        return settings.find(account).orElse(true);
    }
}
