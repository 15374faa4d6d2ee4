package ai.tierup.functions.observability;

import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.books.PlatformStatement;
import ai.tierup.domain.usage.Sweep;
import ai.tierup.openai.JsonBytes;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** One JSON object a line, as CloudWatch Logs takes it from a function's standard output. */
public final class JsonLinesJournal implements Journal {

    private final PrintStream out;
    private final InstantSource clock;

    public JsonLinesJournal(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void ended(ChatReport report) {
        var fields = fields("chat_ended");
        fields.put(LogField.REQUEST_ID, report.id().publicName());
        if (report.tier() != null) {
            fields.put(LogField.TIER, report.tier().publicName());
        }
        if (report.error() != null) {
            fields.put(LogField.CODE, report.error().publicName());
            fields.put(LogField.STATUS, report.error().status());
        }
        if (report.isReplay()) {
            fields.put(LogField.OUTCOME, "REPLAYED");
        }
        var record = report.record();
        if (record != null) {
            fields.put(LogField.ACCOUNT, record.account().value());
            fields.put(LogField.OUTCOME, record.outcome().name());
            fields.put(LogField.PROMPT_TOKENS, record.tokens().promptTokens());
            fields.put(LogField.COMPLETION_TOKENS, record.tokens().completionTokens());
            fields.put(LogField.COST_NANO_USD, record.cost().nanoUsd());
            if (record.finishReason() != null) {
                fields.put(LogField.FINISH_REASON, record.finishReason());
            }
            if (record.candidateSlug() != null) {
                fields.put(LogField.CANDIDATE, record.candidateSlug());
            }
            fields.put(LogField.UPSTREAM_COST_NANO_USD, record.upstreamCost().nanoUsd());
            fields.put(LogField.OVERRUN_NANO_USD, record.overrun().nanoUsd());
            if (record.duration() != null) {
                fields.put(LogField.DURATION_MS, record.duration().toMillis());
            }
            if (record.firstToken() != null) {
                fields.put(LogField.FIRST_TOKEN_MS, record.firstToken().toMillis());
            }
        }
        write(fields);
    }

    @Override
    public void swept(Sweep sweep) {
        var fields = fields("swept");
        fields.put(LogField.ACCOUNTS, sweep.wallets());
        fields.put(LogField.ENDED, sweep.ended());
        fields.put(LogField.FAILURES, sweep.failures());
        fields.put(LogField.CHARGED_NANO_USD, sweep.charged().nanoUsd());
        fields.put(LogField.LOST_NANO_USD, sweep.lost().nanoUsd());
        fields.put(LogField.COMPLETE, sweep.complete());
        write(fields);
    }

    /** What does not add up there is told by {@code scripts/audit}. */
    @Override
    public void audited(AuditWallets.Report report) {
        var fields = fields("audited");
        report.first().ifPresent(account -> fields.put(LogField.ACCOUNT, account.value()));
        fields.put(LogField.ACCOUNTS, report.accounts());
        fields.put(LogField.FAILURES, report.failures());
        fields.put(LogField.COMPLETE, report.complete());
        write(fields);
    }

    /** A line for the run, and one for each day of the platform that it closed. */
    @Override
    public void closed(CloseDays.Run run) {
        var fields = fields("closed");
        fields.put(LogField.DAY, run.day());
        fields.put(LogField.ACCOUNTS, run.accounts());
        fields.put(LogField.STATEMENTS, run.statements());
        fields.put(LogField.OPEN, run.open());
        write(fields);
        run.closed().forEach(this::platformClosed);
    }

    private void platformClosed(PlatformStatement statement) {
        var total = statement.total();
        var fields = fields("platform_closed");
        fields.put(LogField.DAY, statement.day());
        fields.put(LogField.ACCOUNTS, statement.accounts());
        fields.put(LogField.REQUESTS, total.requests());
        fields.put(LogField.CHARGED_NANO_USD, total.charged().nanoUsd());
        fields.put(LogField.UPSTREAM_COST_NANO_USD, total.spent().nanoUsd());
        fields.put(LogField.SUBSIDY_NANO_USD, total.subsidy().nanoUsd());
        fields.put(LogField.OVERRUN_NANO_USD, total.overrun().nanoUsd());
        write(fields);
    }

    @Override
    public void raise(Alarm alarm, String subject) {
        var fields = fields("alarm");
        fields.put(LogField.ALARM, alarm.name());
        fields.put(LogField.SUBJECT, subject);
        write(fields);
    }

    private Map<LogField, Object> fields(String event) {
        var fields = new EnumMap<LogField, Object>(LogField.class);
        fields.put(LogField.AT, clock.instant().toString());
        fields.put(LogField.EVENT, event);
        return fields;
    }

    private void write(Map<LogField, Object> fields) {
        var line = JsonBytes.of(json -> {
            json.writeStartObject();
            for (var field : fields.entrySet()) {
                json.writeFieldName(field.getKey().jsonName());
                switch (field.getValue()) {
                    case Long number -> json.writeNumber(number);
                    case Integer number -> json.writeNumber(number);
                    case Boolean flag -> json.writeBoolean(flag);
                    case Object text -> json.writeString(text.toString());
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        });
        out.write(line, 0, line.length);
        out.flush();
    }
}
