package ai.tierup.domain.wallet;

import java.util.List;

/**
 * A wallet and the lanes into which it is divided, as of one moment for all that moves between them.
 *
 * @param sum the wallet that the lanes are together
 * @param lanes images of the lanes, beginning with lane 0
 */
public record WholeWallet(Wallet sum, List<Wallet> lanes) {

    public WholeWallet {
        lanes = List.copyOf(lanes);
    }

    public static WholeWallet undivided(Wallet wallet) {
        return new WholeWallet(wallet, List.of(wallet));
    }

    /** Lane 0, which is the item of the wallet itself. */
    Wallet main() {
        return lanes.getFirst();
    }
}
