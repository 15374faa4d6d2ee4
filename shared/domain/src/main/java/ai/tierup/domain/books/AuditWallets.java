package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletScan;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Audits one account after the other while there is time. The next run continues where this one stopped. */
public final class AuditWallets {

    private static final String JOB = "audit";

    private final WalletScan wallets;
    private final ScanMarks marks;
    private final AuditAccount auditAccount;
    private final Alarms alarms;

    public AuditWallets(WalletScan wallets, ScanMarks marks, AuditAccount auditAccount, Alarms alarms) {
        this.wallets = wallets;
        this.marks = marks;
        this.auditAccount = auditAccount;
        this.alarms = alarms;
    }

    /**
     * The result of a run.
     *
     * @param accounts number of accounts that were audited
     * @param failures number of accounts with findings
     * @param first the first account with findings; empty when there is none
     * @param findings findings of that account
     * @param complete whether the last account was reached
     */
    public record Report(
            int accounts, int failures, Optional<AccountId> first, List<String> findings, boolean complete) {

        static final Report NOTHING = new Report(0, 0, Optional.empty(), List.of(), false);

        Report plus(AccountId account, List<String> found) {
            if (found.isEmpty()) {
                return new Report(accounts + 1, failures, first, findings, complete);
            }
            return first.isPresent()
                    ? new Report(accounts + 1, failures + 1, first, findings, complete)
                    : new Report(accounts + 1, 1, Optional.of(account), found, complete);
        }

        Report ended(boolean atTheLast) {
            return new Report(accounts, failures, first, findings, atTheLast);
        }
    }

    public Report run(AuditAccount.Depth depth, BooleanSupplier timeIsUp) {
        var report = Report.NOTHING;
        var at = marks.find(JOB);
        while (true) {
            var page = wallets.all(at);
            for (var wallet : page.wallets()) {
                var findings = findings(wallet.account(), depth);
                if (!findings.isEmpty()) {
                    alarms.raise(Alarm.AUDIT_MISMATCH, wallet.account().value());
                }
                report = report.plus(wallet.account(), findings);
            }
            at = page.end();
            if (at.isEmpty() || timeIsUp.getAsBoolean()) {
                marks.keep(JOB, at);
                return report.ended(at.isEmpty());
            }
        }
    }

    /** Audits an account. A failure is returned as a finding, so that it does not stop the audit of the others. */
    private List<String> findings(AccountId account, AuditAccount.Depth depth) {
        try {
            return auditAccount.audit(account, depth);
        } catch (RuntimeException e) {
            return List.of("could not be audited: " + e.getMessage());
        }
    }
}
