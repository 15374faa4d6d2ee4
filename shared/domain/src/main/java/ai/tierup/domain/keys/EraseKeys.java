package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;

/** Revokes all keys of an account that is deleted, and erases the names of its keys and teams. Safe to repeat. */
public final class EraseKeys {

    private final ApiKeys keys;
    private final Teams teams;
    private final KeyUses uses;
    private final RevokeKey revokeKey;
    private final WalletLedger ledger;

    public EraseKeys(ApiKeys keys, Teams teams, KeyUses uses, RevokeKey revokeKey, WalletLedger ledger) {
        this.keys = keys;
        this.teams = teams;
        this.uses = uses;
        this.revokeKey = revokeKey;
        this.ledger = ledger;
    }

    /**
     * Erases the keys and teams.
     *
     * @param account a closed account with a frozen wallet, so that nothing is added meanwhile
     */
    public void erase(AccountId account, Origin origin) {
        var requester = new Requester(origin, Requester.OPERATOR.rights());
        for (var listed : keys.list(account)) {
            if (!listed.isRevoked()) {
                revokeKey.revoke(requester, account, listed.key().id());
            }
        }
        keys.eraseRevoked(account);
        uses.erase(account);
        for (var team : teams.list(account)) {
            teams.remove(account, team.name());
        }
        // The wallet names the teams that it counts.
        ledger.find(account)
                .map(Wallet::keys)
                .ifPresent(counted -> counted.keySet().forEach(spender -> ledger.forgetKey(account, spender)));
    }
}
