package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.ThawWallet;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Lifts one reason for which an account is frozen: the operator's own, unless another is named. */
final class ThawAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "WHY [REASON]";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 1
                || (arguments.size() == 2 && !arguments.get(1).isBlank());
    }

    @Override
    public int run(BeanContext service, AccountId account, List<String> arguments, PrintStream out) {
        var reason = arguments.size() == 1 ? Freezes.OPERATOR : arguments.get(1);
        var ledger = service.getBean(WalletLedger.class);
        var seen = ledger.find(account);
        if (seen.isEmpty()) {
            return OperatorCommand.noWallet(account, out);
        }
        if (!seen.get().frozenBy().contains(reason)) {
            out.println("Nothing was changed: " + reason + " is none of its reasons. "
                    + OperatorCommand.reasons(seen.get()));
            return OperatorCommand.SOMETHING_IS_WRONG;
        }
        OperatorCommand.record(service, "thaw", account + " of " + reason, arguments.getFirst());
        out.println(OperatorCommand.reasons(
                new ThawWallet(ledger).thaw(account, reason).orElseThrow()));
        return OperatorCommand.ALL_IS_WELL;
    }
}
