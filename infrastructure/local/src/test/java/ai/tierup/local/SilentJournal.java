package ai.tierup.local;

import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.functions.observability.ChatReport;
import ai.tierup.functions.observability.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what the service reports, for tests to look at and to wait for. */
final class SilentJournal implements Journal {

    private final List<ChatReport> reports = new ArrayList<>();

    @Override
    public synchronized void ended(ChatReport report) {
        reports.add(report);
        notifyAll();
    }

    @Override
    public void swept(Sweep sweep) {}

    @Override
    public void audited(AuditWallets.Report report) {}

    @Override
    public void closed(CloseDays.Run run) {}

    @Override
    public void raise(Alarm alarm, String subject) {}

    synchronized List<ChatReport> reports() {
        return List.copyOf(reports);
    }

    /** The reports, once there are so many. */
    synchronized List<ChatReport> await(int count, long timeout, TimeUnit unit) throws InterruptedException {
        var endsAt = System.nanoTime() + unit.toNanos(timeout);
        while (reports.size() < count) {
            var left = endsAt - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Only " + reports.size() + " of " + count + " requests have ended");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return reports();
    }
}
