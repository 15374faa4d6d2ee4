package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.HoldKey;
import java.util.Optional;

/** The latest checkpoint of each long answer, kept for two days. */
public interface Checkpoints {

    void keep(Checkpoint checkpoint);

    Optional<Checkpoint> find(AccountId account, HoldKey key);
}
