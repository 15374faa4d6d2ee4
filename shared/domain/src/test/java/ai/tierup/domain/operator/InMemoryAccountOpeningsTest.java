package ai.tierup.domain.operator;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.wallet.WalletLedger;

class InMemoryAccountOpeningsTest extends AccountOpeningsContract {

    private final OperatorFixture service = new OperatorFixture();

    @Override
    protected AccountOpenings openings() {
        return service.openings;
    }

    @Override
    protected Accounts accounts() {
        return service.accounts;
    }

    @Override
    protected ApiKeys keys() {
        return service.apiKeys;
    }

    @Override
    protected WalletLedger ledger() {
        return service.ledger;
    }
}
