package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Wallet;
import java.io.PrintStream;
import java.util.List;

/** Sets, changes or removes the daily limit of an account. */
final class LimitAccountCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "DAILY WHY";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() == 2 && LimitArguments.areLimits(arguments.subList(0, 1));
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var limit = Arguments.amount(arguments.getFirst()).orElse(Wallet.NO_LIMIT);
        var limited = useCases.limitAccount().limit(Arguments.operator(), arguments.getLast(), account, limit);
        limited.ifPresent(wallet -> out.println("Account " + account + " may spend "
                + (wallet.hasDailyLimit() ? wallet.dailyLimit() + " a day." : "its whole balance on a day.")));
        return limited.isPresent() ? OperatorCommand.OK : AccountCommand.noAccount(account, out);
    }
}
