package ai.tierup.local;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A journal that keeps all reports, so that tests can read them and wait for them. */
final class CapturingJournal implements Journal {

    private static final long TIMEOUT_SECONDS = 30;

    private final List<ChatReport> reports = new ArrayList<>();
    private final List<RouteReport> routes = new ArrayList<>();
    private final List<PoolLevel> levels = new ArrayList<>();
    private final List<WebhookOutcome> webhooks = new ArrayList<>();
    private final List<Reconciliation> reconciliations = new ArrayList<>();
    private final List<Sweep> sweeps = new ArrayList<>();
    private final List<AuditWallets.Report> audits = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();

    @Override
    public synchronized void ended(ChatReport report) {
        reports.add(report);
        notifyAll();
    }

    @Override
    public synchronized void answered(RouteReport report) {
        routes.add(report);
    }

    @Override
    public synchronized void notified(WebhookOutcome outcome) {
        webhooks.add(outcome);
    }

    @Override
    public synchronized void swept(Sweep sweep) {
        sweeps.add(sweep);
        notifyAll();
    }

    @Override
    public synchronized void audited(AuditWallets.Report report) {
        audits.add(report);
        notifyAll();
    }

    @Override
    public void credited(AdvanceCredits.Run run) {}

    @Override
    public void assessed(FindModels.Run run) {}

    @Override
    public void alerted(SendAlerts.Run sent, RaiseAlerts.Run raised) {}

    @Override
    public void autoToppedUp(RunAutoTopUps.Run run) {}

    @Override
    public void closed(CloseDays.Run run) {}

    @Override
    public synchronized void reconciled(Reconciliation found) {
        reconciliations.add(found);
    }

    @Override
    public synchronized void measured(List<PoolLevel> now) {
        levels.clear();
        levels.addAll(now);
    }

    @Override
    public synchronized void raise(Alarm alarm, String subject) {
        alarms.add(alarm + " " + subject);
    }

    synchronized List<ChatReport> reports() {
        return List.copyOf(reports);
    }

    synchronized List<RouteReport> routes() {
        return List.copyOf(routes);
    }

    synchronized List<WebhookOutcome> webhooks() {
        return List.copyOf(webhooks);
    }

    synchronized List<Reconciliation> reconciliations() {
        return List.copyOf(reconciliations);
    }

    synchronized List<PoolLevel> lastLevels() {
        return List.copyOf(levels);
    }

    synchronized List<Sweep> sweeps() {
        return List.copyOf(sweeps);
    }

    synchronized List<AuditWallets.Report> audits() {
        return List.copyOf(audits);
    }

    synchronized List<String> alarms() {
        return List.copyOf(alarms);
    }

    /** Waits for {@code count} reports and returns all. */
    synchronized List<ChatReport> await(int count, long timeout, TimeUnit unit) throws InterruptedException {
        return await(reports, count, timeout, unit);
    }

    /** Waits for the first sweep. */
    synchronized Sweep awaitSweep() throws InterruptedException {
        return await(sweeps, 1, TIMEOUT_SECONDS, TimeUnit.SECONDS).getFirst();
    }

    /** Waits for the first audit. */
    synchronized AuditWallets.Report awaitAudit() throws InterruptedException {
        return await(audits, 1, TIMEOUT_SECONDS, TimeUnit.SECONDS).getFirst();
    }

    private synchronized <T> List<T> await(List<T> reported, int count, long timeout, TimeUnit unit)
            throws InterruptedException {
        var endsAt = System.nanoTime() + unit.toNanos(timeout);
        while (reported.size() < count) {
            var left = endsAt - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Only " + reported.size() + " of " + count + " reports arrived");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(reported);
    }
}
