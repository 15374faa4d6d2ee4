package ai.tierup.functions.support.observability;

import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.autotopup.RunAutoTopUps;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.books.PlatformStatement;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.domain.usage.UsageRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A journal that writes one JSON object per line. CloudWatch reads logs and metrics from them. */
public final class JsonLinesJournal implements Journal {

    private final PrintStream out;
    private final InstantSource clock;
    private final String stage;

    /** @param stage name of the deployment */
    public JsonLinesJournal(PrintStream out, InstantSource clock, String stage) {
        this.out = out;
        this.clock = clock;
        this.stage = stage;
    }

    @Override
    public void ended(ChatReport report) {
        var line = line("chat_ended")
                .with(LogField.REQUEST_ID, report.id().publicName())
                .with(LogField.REQUESTS, 1);
        if (report.tier() != null) {
            line.with(LogField.TIER, report.tier().publicName());
        }
        if (report.error() != null) {
            line.with(LogField.CODE, report.error().publicName())
                    .with(LogField.STATUS, report.error().status())
                    .with(LogField.REFUSALS, 1);
        }
        if (report.isReplay()) {
            line.with(LogField.OUTCOME, "REPLAYED");
        }
        report.unanswered().ifPresent(unanswered -> line.with(LogField.UNANSWERED, unanswered ? 1 : 0));
        if (report.record() != null) {
            consumed(line, report.record());
        }
        write(line.withMetrics(Metrics.overallAndBy(
                        LogField.TIER,
                        LogField.REQUESTS,
                        LogField.UNANSWERED,
                        LogField.DURATION_MS,
                        LogField.FIRST_TOKEN_MS,
                        LogField.COST_NANO_USD,
                        LogField.UPSTREAM_COST_NANO_USD,
                        LogField.SUBSIDY_NANO_USD,
                        LogField.OVERRUN_NANO_USD))
                .withMetrics(Metrics.overallAndBy(LogField.CODE, LogField.REFUSALS)));
    }

    private static void consumed(LogLine line, UsageRecord record) {
        line.with(LogField.ACCOUNT, record.account().value())
                .with(LogField.OUTCOME, record.outcome())
                .with(LogField.PROMPT_TOKENS, record.tokens().promptTokens())
                .with(LogField.REPEATED_TOKENS, record.tokens().repeatedTokens())
                .with(LogField.COMPLETION_TOKENS, record.tokens().completionTokens())
                .with(LogField.COST_NANO_USD, record.cost().nanoUsd())
                .with(LogField.FINISH_REASON, lowerCase(record.finishReason()))
                .with(LogField.CANDIDATE, record.consumption().candidate())
                .with(LogField.UPSTREAM_COST_NANO_USD, record.costs().upstream().nanoUsd())
                .with(LogField.SUBSIDY_NANO_USD, record.costs().subsidy().nanoUsd())
                .with(LogField.OVERRUN_NANO_USD, record.overrun().nanoUsd())
                .with(LogField.DURATION_MS, millis(record.timing().total()))
                .with(LogField.FIRST_TOKEN_MS, millis(record.timing().firstToken()));
    }

    private static @Nullable String lowerCase(@Nullable FinishReason reason) {
        return reason == null ? null : reason.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    @Override
    public void answered(RouteReport report) {
        var line = line("answered")
                .with(LogField.REQUEST_ID, report.requestId())
                .with(LogField.ROUTE, report.route())
                .with(LogField.STATUS, report.status())
                .with(LogField.DURATION_MS, report.duration().toMillis())
                .with(LogField.REQUESTS, 1);
        if (report.error() != null) {
            line.with(LogField.CODE, report.error().publicName()).with(LogField.REFUSALS, 1);
        }
        write(line.withMetrics(Metrics.by(LogField.ROUTE, LogField.REQUESTS, LogField.DURATION_MS))
                .withMetrics(Metrics.overallAndBy(LogField.CODE, LogField.REFUSALS)));
    }

    @Override
    public void notified(WebhookOutcome outcome) {
        write(line("webhook")
                .with(LogField.OUTCOME, outcome)
                .with(LogField.EVENTS, 1)
                .withMetrics(Metrics.by(LogField.OUTCOME, LogField.EVENTS)));
    }

    @Override
    public void swept(Sweep sweep) {
        write(run("swept")
                .with(LogField.ACCOUNTS, sweep.wallets())
                .with(LogField.ENDED, sweep.ended())
                .with(LogField.FAILURES, sweep.failures())
                .with(LogField.CHARGED_NANO_USD, sweep.charged().nanoUsd())
                .with(LogField.LOST_NANO_USD, sweep.lost().nanoUsd())
                .with(LogField.COMPLETE, sweep.complete())
                .withMetrics(Metrics.by(
                        LogField.EVENT,
                        LogField.RUNS,
                        LogField.ENDED,
                        LogField.FAILURES,
                        LogField.CHARGED_NANO_USD,
                        LogField.LOST_NANO_USD)));
    }

    /** Names only the first account with a difference. {@code scripts/audit} shows all differences. */
    @Override
    public void audited(AuditWallets.Report report) {
        var line = run("audited")
                .with(LogField.ACCOUNTS, report.accounts())
                .with(LogField.FAILURES, report.failures())
                .with(LogField.COMPLETE, report.complete());
        report.first().ifPresent(account -> line.with(LogField.ACCOUNT, account));
        write(line.withMetrics(Metrics.by(LogField.EVENT, LogField.RUNS, LogField.ACCOUNTS, LogField.FAILURES)));
    }

    @Override
    public void assessed(FindModels.Run run) {
        write(run("assessed")
                .with(LogField.MODELS, run.listed())
                .with(LogField.UNREADABLE, run.unreadable())
                .with(LogField.WAITING, run.waiting())
                .with(LogField.DIFFERENCES, run.changes())
                .withMetrics(Metrics.by(
                        LogField.EVENT, LogField.RUNS, LogField.MODELS, LogField.WAITING, LogField.DIFFERENCES)));
    }

    @Override
    public void credited(AdvanceCredits.Run run) {
        write(run("credited")
                .with(LogField.RELEASED, run.released())
                .with(LogField.ENDED, run.ended())
                .with(LogField.GRANTED, run.granted())
                .with(LogField.FAILURES, run.failures())
                .with(LogField.COMPLETE, run.complete())
                .withMetrics(Metrics.by(
                        LogField.EVENT,
                        LogField.RUNS,
                        LogField.RELEASED,
                        LogField.ENDED,
                        LogField.GRANTED,
                        LogField.FAILURES)));
    }

    @Override
    public void alerted(SendAlerts.Run sent, RaiseAlerts.Run raised) {
        write(run("alerted")
                .with(LogField.ACCOUNTS, raised.accounts())
                .with(LogField.RAISED, raised.raised())
                .with(LogField.SENT, sent.sent())
                .with(LogField.UNDELIVERED, sent.failed())
                .with(LogField.DROPPED, sent.dropped())
                .with(LogField.FAILURES, raised.failures())
                .with(LogField.COMPLETE, raised.complete())
                .withMetrics(Metrics.by(
                        LogField.EVENT,
                        LogField.RUNS,
                        LogField.RAISED,
                        LogField.SENT,
                        LogField.UNDELIVERED,
                        LogField.DROPPED,
                        LogField.FAILURES)));
    }

    @Override
    public void autoToppedUp(RunAutoTopUps.Run run) {
        write(run("auto_topped_up")
                .with(LogField.ACCOUNTS, run.accounts())
                .with(LogField.TOPPED_UP, run.charged())
                .with(LogField.DECLINED, run.failed())
                .with(LogField.PAUSED, run.paused())
                .with(LogField.FAILURES, run.failures())
                .with(LogField.COMPLETE, run.complete())
                .withMetrics(Metrics.by(
                        LogField.EVENT,
                        LogField.RUNS,
                        LogField.TOPPED_UP,
                        LogField.DECLINED,
                        LogField.PAUSED,
                        LogField.FAILURES)));
    }

    /** Writes a line for the run, and one for each closed day of the platform. */
    @Override
    public void closed(CloseDays.Run run) {
        write(run("closed")
                .with(LogField.DAY, run.day())
                .with(LogField.ACCOUNTS, run.accounts())
                .with(LogField.STATEMENTS, run.statements())
                .with(LogField.OPEN, run.open())
                .withMetrics(Metrics.by(LogField.EVENT, LogField.RUNS, LogField.STATEMENTS, LogField.OPEN)));
        run.closed().forEach(this::platformClosed);
    }

    private void platformClosed(PlatformStatement statement) {
        var total = statement.total();
        write(line("platform_closed")
                .with(LogField.DAY, statement.day())
                .with(LogField.ACCOUNTS, statement.accounts())
                .with(LogField.REQUESTS, total.requests())
                .with(LogField.CHARGED_NANO_USD, total.charged().nanoUsd())
                .with(LogField.UPSTREAM_COST_NANO_USD, total.spent().nanoUsd())
                .with(LogField.SUBSIDY_NANO_USD, total.subsidy().nanoUsd())
                .with(LogField.OVERRUN_NANO_USD, total.overrun().nanoUsd()));
    }

    /** Writes only the number of differences. Each of them also raises an alarm. */
    @Override
    public void reconciled(Reconciliation found) {
        write(run("reconciled")
                .with(LogField.EVENTS, found.events())
                .with(LogField.CHECKOUTS, found.checkouts())
                .with(LogField.BOOKED, found.booked())
                .with(LogField.PAID_NANO_USD, found.paid().nanoUsd())
                .with(LogField.CREDITED_NANO_USD, found.credited().nanoUsd())
                .with(LogField.DIFFERENCES, found.differences().size())
                .with(LogField.FAILURES, found.failures())
                .with(LogField.COMPLETE, found.complete())
                .withMetrics(Metrics.by(
                        LogField.EVENT,
                        LogField.RUNS,
                        LogField.BOOKED,
                        LogField.PAID_NANO_USD,
                        LogField.CREDITED_NANO_USD,
                        LogField.DIFFERENCES,
                        LogField.FAILURES)));
    }

    @Override
    public void measured(List<PoolLevel> levels) {
        for (var level : levels) {
            var line = line("pool")
                    .with(LogField.POOL, level.day().pool().publicName())
                    .with(LogField.DAY, level.day().day())
                    .with(LogField.BUDGET_NANO_USD, level.day().budget().nanoUsd())
                    .with(LogField.LEFT_NANO_USD, level.left().nanoUsd());
            level.leftPercent().ifPresent(percent -> line.with(LogField.LEFT_PERCENT, percent));
            write(line.withMetrics(Metrics.by(
                    LogField.POOL, LogField.BUDGET_NANO_USD, LogField.LEFT_NANO_USD, LogField.LEFT_PERCENT)));
        }
    }

    @Override
    public void raise(Alarm alarm, String subject) {
        write(line("alarm")
                .with(LogField.ALARM, alarm)
                .with(LogField.SUBJECT, subject)
                .with(LogField.ALARMS, 1)
                .withMetrics(Metrics.by(LogField.ALARM, LogField.ALARMS)));
    }

    private LogLine run(String event) {
        return line(event).with(LogField.RUNS, 1);
    }

    private LogLine line(String event) {
        return new LogLine(clock.instant(), stage, event);
    }

    /** Writes a line in one call, because concurrent requests share the stream. */
    private void write(LogLine line) {
        var bytes = line.bytes();
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
