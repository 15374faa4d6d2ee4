package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which purse covered an account's last hold: a wrong guess costs one refused write, never money. */
final class PurseMemory {

    private static final int MAX_ACCOUNTS = 10_000;

    private final Map<AccountId, Purse> purses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Purse> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    /** Grant when nothing is known: it is spent before cash, because it ends and cash does not. */
    synchronized Purse likely(AccountId account) {
        return purses.getOrDefault(account, Purse.GRANT);
    }

    synchronized void remember(AccountId account, Purse purse) {
        purses.put(account, purse);
    }
}
