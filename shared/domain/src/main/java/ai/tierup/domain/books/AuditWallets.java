package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletScan;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Audits one account after the other while there is time. The next run continues where this one stopped. An account that cannot be audited
 * is reported and passed, so that it does not keep the others from being audited.
 */
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
    public record Report(int accounts, int failures, Optional<String> first, List<String> findings, boolean complete) {

        static final Report NOTHING = new Report(0, 0, Optional.empty(), List.of(), false);

        Report plus(String account, List<String> found) {
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
        var isFirst = true;
        while (true) {
            var page = wallets.all(at);
            for (var wallet : page.unreadable()) {
                report = plus(report, wallet.account(), List.of("The wallet cannot be read: " + wallet.reason()));
            }
            for (var wallet : page.wallets()) {
                var account = wallet.account();
                var findings = findings(account, depth, timeIsUp);
                if (findings.isEmpty() && !isFirst) {
                    // The next run begins with this account, and has more time for it.
                    marks.keep(JOB, at);
                    return report;
                }
                report = plus(
                        report,
                        account.value(),
                        findings.orElseGet(() -> List.of("A whole run is too short to read its rows")));
                at = Optional.of(wallets.after(account));
                isFirst = false;
            }
            at = page.end();
            if (at.isEmpty() || timeIsUp.getAsBoolean()) {
                marks.keep(JOB, at);
                return report.ended(at.isEmpty());
            }
        }
    }

    private Report plus(Report report, String account, List<String> findings) {
        if (!findings.isEmpty()) {
            alarms.raise(Alarm.AUDIT_MISMATCH, account);
        }
        return report.plus(account, findings);
    }

    /**
     * Audits an account. A failure is returned as a finding, so that it does not stop the audit of the others.
     *
     * @return the findings; empty when time was up before all rows were read
     */
    private Optional<List<String>> findings(AccountId account, AuditAccount.Depth depth, BooleanSupplier timeIsUp) {
        try {
            return Optional.of(auditAccount.audit(account, depth, timeIsUp));
        } catch (TimeIsUp e) {
            return Optional.empty();
        } catch (RuntimeException | OutOfMemoryError e) {
            return Optional.of(List.of("could not be audited: " + e.getMessage()));
        }
    }
}
