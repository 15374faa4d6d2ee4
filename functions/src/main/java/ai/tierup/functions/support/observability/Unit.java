package ai.tierup.functions.support.observability;

/** The units of CloudWatch that our measures are in. Money has none of them: its names end in {@code _nano_usd}. */
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
