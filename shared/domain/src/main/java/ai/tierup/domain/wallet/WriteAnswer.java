package ai.tierup.domain.wallet;

import java.util.Optional;

/** What the ledger says of a conditional write whose fate is known. */
public sealed interface WriteAnswer extends PlaceAnswer {

    /** @param image the wallet after the write */
    record Written(Wallet image) implements WriteAnswer {}

    /** @param seen the wallet against which the condition did not hold; empty when there is no such wallet */
    record Refused(Optional<Wallet> seen) implements WriteAnswer {}
}
