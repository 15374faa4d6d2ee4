package ai.tierup.functions.wallet;

import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.functions.support.gateway.Reply;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Shows wallets as of now, with what comes of the sign-up credit. */
@Singleton
final class WalletView {

    private final SignUpCredits credits;
    private final WalletRules rules;
    private final InstantSource clock;

    WalletView(SignUpCredits credits, WalletRules rules, InstantSource clock) {
        this.credits = credits;
        this.rules = rules;
        this.clock = clock;
    }

    Reply reply(Wallet wallet) {
        var credit = credits.find(wallet.account());
        return Reply.json(json -> WalletBody.write(json, wallet, credit, rules, clock.instant()));
    }
}
