package ai.tierup.functions.observability;

/** Everything that can be logged. A prompt, an answer, a key or an address is not among it. */
enum LogField {
    AT("at"),
    EVENT("event"),
    ALARM("alarm"),
    SUBJECT("subject"),
    REQUEST_ID("request_id"),
    ACCOUNT("account"),
    TIER("tier"),
    STATUS("status"),
    CODE("code"),
    OUTCOME("outcome"),
    FINISH_REASON("finish_reason"),
    CANDIDATE("candidate"),
    PROMPT_TOKENS("prompt_tokens"),
    COMPLETION_TOKENS("completion_tokens"),
    COST_NANO_USD("cost_nano_usd"),
    UPSTREAM_COST_NANO_USD("upstream_cost_nano_usd"),
    OVERRUN_NANO_USD("overrun_nano_usd"),
    SUBSIDY_NANO_USD("subsidy_nano_usd"),
    DURATION_MS("duration_ms"),
    FIRST_TOKEN_MS("first_token_ms"),
    ACCOUNTS("accounts"),
    DAY("day"),
    STATEMENTS("statements"),
    OPEN("open"),
    REQUESTS("requests"),
    ENDED("ended"),
    FAILURES("failures"),
    CHARGED_NANO_USD("charged_nano_usd"),
    LOST_NANO_USD("lost_nano_usd"),
    COMPLETE("complete");

    private final String jsonName;

    LogField(String jsonName) {
        this.jsonName = jsonName;
    }

    String jsonName() {
        return jsonName;
    }
}
