package ai.tierup.functions.support.observability;

/** A unit of CloudWatch metrics. Amounts have none; their names end in {@code _nano_usd}. */
enum Unit {
    COUNT("Count"),
    MILLISECONDS("Milliseconds"),
    PERCENT("Percent"),
    NONE("None");

    private final String cloudWatchName;

    Unit(String cloudWatchName) {
        this.cloudWatchName = cloudWatchName;
    }

    String cloudWatchName() {
        return cloudWatchName;
    }
}
