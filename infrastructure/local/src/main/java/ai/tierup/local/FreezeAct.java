package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Stops what an account spends. Requests that run are answered and charged. */
final class FreezeAct implements AccountCommand.Act {

    @Override
    public String usage() {
        return "WHY";
    }

    @Override
    public boolean takes(List<String> arguments) {
        return arguments.size() == 1;
    }

    @Override
    public int run(BeanContext service, AccountId account, List<String> arguments, PrintStream out) {
        OperatorCommand.record(service, "freeze", account.value(), arguments.getFirst());
        return switch (service.getBean(WalletLedger.class).freeze(account, Freezes.OPERATOR)) {
            case WriteAnswer.Written(var image) -> {
                out.println(OperatorCommand.reasons(image));
                yield OperatorCommand.ALL_IS_WELL;
            }
            case WriteAnswer.Refused refused -> OperatorCommand.noWallet(account, out);
        };
    }
}
