package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers which purse covered an account's last hold. A wrong guess costs one refused write, but no money. */
final class PurseMemory {

    private static final int MAX_ACCOUNTS = 10_000;

    private final Map<AccountId, Purse> purses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Purse> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    /** The purse to try first. For an unknown account it is the grant, because granted credit should be spent before cash. */
    synchronized Purse likely(AccountId account) {
        return purses.getOrDefault(account, Purse.GRANT);
    }

    synchronized void remember(AccountId account, Purse purse) {
        purses.put(account, purse);
    }
}
