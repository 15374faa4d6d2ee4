package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.operator.RebuildWallet.Outcome;
import ai.tierup.domain.wallet.Wallet;
import java.io.PrintStream;
import java.util.List;

/** Rebuilds a wallet from its ledger. Without a reason, only shows what it would become. */
final class RebuildCommand implements AccountCommand.Subcommand {

    @Override
    public String usage() {
        return "[WHY]";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.size() <= 1;
    }

    @Override
    public int run(UseCases useCases, AccountId account, List<String> arguments, PrintStream out) {
        var rebuildWallet = useCases.rebuildWallet();
        var outcome = arguments.isEmpty()
                ? rebuildWallet.plan(account)
                : rebuildWallet.rebuild(Arguments.operator(), arguments.getFirst(), account);
        return switch (outcome) {
            case Outcome.Planned(var stored, var rebuilt) -> {
                out.println("Stored:  " + stored.map(RebuildCommand::describe).orElse("nothing"));
                out.println("Ledger:  " + describe(rebuilt));
                out.println("The rebuilt wallet would pass the audit. Nothing was changed; add WHY to rebuild it.");
                yield OperatorCommand.OK;
            }
            case Outcome.Rebuilt(var wallet) -> {
                out.println("Rebuilt: " + describe(wallet));
                out.println(AccountCommand.describeFreezes(wallet));
                yield OperatorCommand.OK;
            }
            case Outcome.AddsUp(var wallet) -> {
                out.println("The wallet agrees with its ledger; nothing was changed. " + describe(wallet));
                yield OperatorCommand.OK;
            }
            case Outcome.LedgerIsWrong(var findings) -> {
                out.println("Not rebuilt, because even a rebuilt wallet would not add up:");
                findings.forEach(finding -> out.println("  " + finding));
                yield OperatorCommand.FAILED;
            }
            case Outcome.Changed() -> {
                out.println("Not rebuilt, because the wallet was changed at the same time. Repeat the command.");
                yield OperatorCommand.FAILED;
            }
            case Outcome.HasLanes() -> {
                out.println("Not rebuilt, because the wallet has lanes. Close them first: scripts/account lanes "
                        + account + " 1 WHY");
                yield OperatorCommand.FAILED;
            }
            case Outcome.NoLedger() -> {
                out.println("There is no entry of " + account + " in the ledger.");
                yield OperatorCommand.FAILED;
            }
        };
    }

    private static String describe(Wallet wallet) {
        return "cash %s, credit %s, held %s in %d holds, credits %s - usage %s, day %s, version %d"
                .formatted(
                        wallet.cash(),
                        wallet.grant(),
                        wallet.held(),
                        wallet.holds().size(),
                        wallet.credits(),
                        wallet.debits(),
                        wallet.day(),
                        wallet.version());
    }
}
