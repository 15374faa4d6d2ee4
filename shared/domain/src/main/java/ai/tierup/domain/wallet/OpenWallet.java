package ai.tierup.domain.wallet;

/** Opens wallets, on a day whose books are still open. */
public final class OpenWallet {

    private static final int MAX_SENDS = 5;

    private final WalletLedger ledger;
    private final WalletRules rules;

    public OpenWallet(WalletLedger ledger, WalletRules rules) {
        this.ledger = ledger;
        this.rules = rules;
    }

    /**
     * Opens a wallet with {@code first} as its first credit, unless the account has one. If a lagging clock dated {@code first} on a day
     * that is being closed, the day after is used instead.
     *
     * @throws IllegalStateException when further days are closed during every attempt
     */
    public void open(LedgerEntry first) {
        var entry = first;
        for (var send = 0; send < MAX_SENDS; send++) {
            switch (ledger.open(entry, rules.freeAllowanceOf(entry.account()))) {
                case OpenAnswer.Opened opened -> {
                    return;
                }
                case OpenAnswer.OpenedBefore before -> {
                    return;
                }
                case OpenAnswer.DayIsClosing(var through) -> entry = first.on(through.plusDays(1));
            }
        }
        throw new IllegalStateException("Days were closed during every attempt to open " + first.account());
    }
}
