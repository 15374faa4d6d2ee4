package ai.tierup.operator;

import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.wallet.WalletScan;
import io.micronaut.context.BeanContext;
import java.io.PrintStream;
import java.util.List;

/** Audits every wallet against all rows of its ledger, without a time limit. */
final class AuditCommand implements OperatorCommand {

    @Override
    public String usage() {
        return "scripts/audit";
    }

    @Override
    public boolean accepts(List<String> arguments) {
        return arguments.isEmpty();
    }

    @Override
    public int run(BeanContext service, List<String> arguments, PrintStream out) {
        var sums = new WalletSums(service.getBean(WalletScan.class));
        var report = new UseCases(service).auditWallets(sums).run(Depth.EVERYTHING, () -> false);
        out.println(report.accounts() + " accounts: " + sums);
        if (report.first().isEmpty()) {
            out.println("All of them add up: credits - usage = cash + grant + holds.");
            return OK;
        }
        out.println(report.failures() + " of them do not add up. The first is "
                + report.first().get() + ":");
        report.findings().forEach(finding -> out.println("  " + finding));
        return FAILED;
    }
}
