package ai.tierup.domain.operator;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.List;

/** An {@link AccountOpenings} that writes to other stores. It is not for several threads. */
final class InMemoryAccountOpenings implements AccountOpenings {

    private final Accounts accounts;
    private final ApiKeys keys;
    private final WalletLedger ledger;

    InMemoryAccountOpenings(Accounts accounts, ApiKeys keys, WalletLedger ledger) {
        this.accounts = accounts;
        this.keys = keys;
        this.ledger = ledger;
    }

    @Override
    public boolean tryOpen(List<Opening> openings) {
        if (openings.stream().anyMatch(this::exists)) {
            return false;
        }
        for (var opening : openings) {
            ledger.open(opening.first(), opening.freeAllowance());
            keys.add(opening.hash(), opening.key());
            accounts.add(opening.account());
        }
        return true;
    }

    private boolean exists(Opening opening) {
        var id = opening.account().id();
        return ledger.find(id).isPresent()
                || keys.find(opening.hash()).isPresent()
                || keys.find(id, opening.key().id()).isPresent()
                || accounts.find(id).isPresent();
    }
}
