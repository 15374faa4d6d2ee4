package ai.tierup.operator;

import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.autotopup.RunAutoTopUps;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.functions.support.observability.ChatReport;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.RouteReport;
import ai.tierup.functions.support.observability.WebhookOutcome;
import java.io.PrintStream;
import java.util.List;

/** Prints alarms, and one line for each job that has something to report. Requests are not printed. */
public class JobJournal implements Journal {

    private final PrintStream out;

    public JobJournal(PrintStream out) {
        this.out = out;
    }

    protected final void print(String line) {
        out.println(line);
    }

    @Override
    public void ended(ChatReport report) {}

    @Override
    public void answered(RouteReport report) {}

    @Override
    public void notified(WebhookOutcome outcome) {}

    @Override
    public void swept(Sweep sweep) {
        if (sweep.ended() > 0 || sweep.failures() > 0) {
            print("swept   %d holds ended, %d failed  customers pay %s  we lose %s"
                    .formatted(sweep.ended(), sweep.failures(), sweep.charged(), sweep.lost()));
        }
    }

    @Override
    public void audited(AuditWallets.Report report) {
        report.first()
                .ifPresent(account -> print("audit   %d of %d accounts do not add up, the first is %s"
                        .formatted(report.failures(), report.accounts(), account)));
    }

    @Override
    public void autoToppedUp(RunAutoTopUps.Run run) {
        if (run.charged() > 0 || run.failed() > 0 || run.failures() > 0) {
            print("top-ups %d made, %d declined, %d accounts paused, %d failed"
                    .formatted(run.charged(), run.failed(), run.paused(), run.failures()));
        }
    }

    @Override
    public void assessed(FindModels.Run run) {
        print("models  %d in the catalogue, %d are worth an evaluation, %d candidates have changed"
                .formatted(run.listed(), run.waiting(), run.changes()));
    }

    @Override
    public void credited(AdvanceCredits.Run run) {
        if (run.released() > 0 || run.ended() > 0 || run.granted() > 0) {
            print("credits %d parts released, %d ended, %d granted, %d failed"
                    .formatted(run.released(), run.ended(), run.granted(), run.failures()));
        }
    }

    @Override
    public void alerted(SendAlerts.Run sent, RaiseAlerts.Run raised) {
        if (sent.sent() > 0 || sent.failed() > 0 || sent.dropped() > 0 || raised.raised() > 0) {
            print("alerts  %d raised, %d sent, %d attempts failed, %d given up"
                    .formatted(raised.raised(), sent.sent(), sent.failed(), sent.dropped()));
        }
    }

    @Override
    public void closed(CloseDays.Run run) {
        run.closed()
                .forEach(day -> print("closed  %s  %d accounts  spent %s  charged %s  subsidy %s"
                        .formatted(
                                day.day(),
                                day.accounts(),
                                day.total().spent(),
                                day.total().charged(),
                                day.total().subsidy())));
    }

    @Override
    public void reconciled(Reconciliation found) {
        if (found.booked() > 0 || !found.isClean()) {
            print("paid    %d checkouts %s, credited %s  %d of them now  %d differences, %d failures"
                    .formatted(
                            found.checkouts(),
                            found.paid(),
                            found.credited(),
                            found.booked(),
                            found.differences().size(),
                            found.failures()));
        }
    }

    @Override
    public void measured(List<PoolLevel> levels) {}

    @Override
    public void raise(Alarm alarm, String subject) {
        print("ALARM   " + alarm + "  " + subject);
    }
}
