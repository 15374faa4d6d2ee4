package ai.tierup.local;

import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.functions.support.observability.ChatReport;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.RouteReport;
import ai.tierup.functions.support.observability.WebhookOutcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A line per request, for the person who watches the service run, and one for a job that has something to say. */
final class ConsoleJournal implements Journal {

    private final PrintStream out;

    ConsoleJournal(PrintStream out) {
        this.out = out;
    }

    @Override
    public void ended(ChatReport report) {
        out.println(line(report));
    }

    /** What is not paid for has no line of its own. */
    @Override
    public void answered(RouteReport report) {}

    @Override
    public void notified(WebhookOutcome outcome) {
        out.println("stripe  event " + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    public void swept(Sweep sweep) {
        if (sweep.ended() > 0 || sweep.failures() > 0) {
            out.println("swept   %d holds ended, %d failed  customers pay %s  we lose %s"
                    .formatted(sweep.ended(), sweep.failures(), sweep.charged(), sweep.lost()));
        }
    }

    @Override
    public void audited(AuditWallets.Report report) {
        report.first()
                .ifPresent(account -> out.println("audit   %d of %d accounts do not add up, the first is %s"
                        .formatted(report.failures(), report.accounts(), account.value())));
    }

    @Override
    public void closed(CloseDays.Run run) {
        run.closed()
                .forEach(day -> out.println("closed  %s  %d accounts  spent %s  charged %s  subsidy %s"
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
            out.println("paid    %d checkouts %s, credited %s  %d of them now  %d differences, %d failures"
                    .formatted(
                            found.checkouts(),
                            found.paid(),
                            found.credited(),
                            found.booked(),
                            found.differences(),
                            found.failures()));
        }
    }

    @Override
    public void measured(List<PoolLevel> levels) {}

    @Override
    public void raise(Alarm alarm, String subject) {
        out.println("ALARM   " + alarm + "  " + subject);
    }

    private static String line(ChatReport report) {
        var tier = report.tier() == null ? "-     " : report.tier().publicName();
        var error = report.error();
        var refusal = error == null ? "" : "  " + error.status() + " " + error.publicName();
        var record = report.record();
        if (record == null) {
            return tier + (report.isReplay() ? "  answered again" : refusal);
        }
        var tokens = record.tokens();
        var left = report.wallet().map(Wallet::available).map(Money::toString).orElse("?");
        var duration = record.duration() == null ? Duration.ZERO : record.duration();
        return "%s  %d+%d tokens  %s  left %s  %d ms%s"
                .formatted(
                        tier,
                        tokens.promptTokens(),
                        tokens.completionTokens(),
                        record.cost(),
                        left,
                        duration.toMillis(),
                        refusal);
    }
}
