package ai.tierup.functions.support.observability;

import org.jspecify.annotations.Nullable;

/**
 * A field of a log line. No other field can be logged, and none is for a prompt, an answer, a key or an address. A field with a unit is a
 * number and may be a metric. A field used as a dimension of metrics has few values, all of them ours.
 */
enum LogField {
    AT("at"),
    EVENT("event"),
    STAGE("stage"),
    ALARM("alarm"),
    SUBJECT("subject"),
    REQUEST_ID("request_id"),
    ROUTE("route"),
    ACCOUNT("account"),
    TIER("tier"),
    STATUS("status"),
    CODE("code"),
    OUTCOME("outcome"),
    FINISH_REASON("finish_reason"),
    CANDIDATE("candidate"),
    POOL("pool"),
    DAY("day"),
    COMPLETE("complete"),
    PROMPT_TOKENS("prompt_tokens", Unit.COUNT),
    REPEATED_TOKENS("repeated_prompt_tokens", Unit.COUNT),
    COMPLETION_TOKENS("completion_tokens", Unit.COUNT),
    COST_NANO_USD("cost_nano_usd", Unit.NONE),
    UPSTREAM_COST_NANO_USD("upstream_cost_nano_usd", Unit.NONE),
    OVERRUN_NANO_USD("overrun_nano_usd", Unit.NONE),
    SUBSIDY_NANO_USD("subsidy_nano_usd", Unit.NONE),
    DURATION_MS("duration_ms", Unit.MILLISECONDS),
    FIRST_TOKEN_MS("first_token_ms", Unit.MILLISECONDS),
    BUDGET_NANO_USD("budget_nano_usd", Unit.NONE),
    LEFT_NANO_USD("left_nano_usd", Unit.NONE),
    LEFT_PERCENT("left_percent", Unit.PERCENT),
    ACCOUNTS("accounts", Unit.COUNT),
    STATEMENTS("statements", Unit.COUNT),
    OPEN("open", Unit.COUNT),
    RELEASED("released", Unit.COUNT),
    GRANTED("granted", Unit.COUNT),
    RAISED("raised", Unit.COUNT),
    TOPPED_UP("topped_up", Unit.COUNT),
    DECLINED("declined", Unit.COUNT),
    PAUSED("paused", Unit.COUNT),
    SENT("sent", Unit.COUNT),
    UNDELIVERED("undelivered", Unit.COUNT),
    DROPPED("dropped", Unit.COUNT),
    ENDED("ended", Unit.COUNT),
    FAILURES("failures", Unit.COUNT),
    CHECKOUTS("checkouts", Unit.COUNT),
    MODELS("models", Unit.COUNT),
    UNREADABLE("unreadable", Unit.COUNT),
    WAITING("waiting", Unit.COUNT),
    BOOKED("booked", Unit.COUNT),
    DIFFERENCES("differences", Unit.COUNT),
    PAID_NANO_USD("paid_nano_usd", Unit.NONE),
    CREDITED_NANO_USD("credited_nano_usd", Unit.NONE),
    CHARGED_NANO_USD("charged_nano_usd", Unit.NONE),
    LOST_NANO_USD("lost_nano_usd", Unit.NONE),
    REQUESTS("requests", Unit.COUNT),
    UNANSWERED("unanswered", Unit.COUNT),
    EVENTS("events", Unit.COUNT),
    REFUSALS("refusals", Unit.COUNT),
    ALARMS("alarms", Unit.COUNT),
    RUNS("runs", Unit.COUNT);

    private final String jsonName;
    private final @Nullable Unit unit;

    LogField(String jsonName) {
        this.jsonName = jsonName;
        this.unit = null;
    }

    LogField(String jsonName, Unit unit) {
        this.jsonName = jsonName;
        this.unit = unit;
    }

    /** Returns the name of the field in a line, which is also the name of its metric. */
    String jsonName() {
        return jsonName;
    }

    /** Returns the unit of the metric; null if the field cannot be one. */
    @Nullable
    Unit unit() {
        return unit;
    }
}
