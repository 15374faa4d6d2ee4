package ai.tierup.domain.wallet;

import java.util.Optional;

/** The ledger's answer to a conditional write whose outcome is known. */
public sealed interface WriteAnswer extends PlaceAnswer {

    /** @param image the wallet after the write */
    record Written(Wallet image) implements WriteAnswer {}

    /** @param seen the wallet that did not meet the condition; empty when the account has none */
    record Refused(Optional<Wallet> seen) implements WriteAnswer {}
}
