package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.functions.support.gateway.GatewayRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Conditions that usage must meet.
 *
 * @param values the allowed values of each dimension that is restricted
 * @param outcomes the allowed outcomes, which only single records have
 */
record UsageFilter(Map<Grouping, Set<String>> values, Set<Outcome> outcomes) {

    private static final int MAX_VALUES = 100;
    private static final String OUTCOME = "outcome";

    /** @throws BadRequest if a parameter has a value that no usage can have */
    static UsageFilter read(GatewayRequest request) {
        var values = new EnumMap<Grouping, Set<String>>(Grouping.class);
        for (var grouping : Grouping.values()) {
            if (grouping != Grouping.DAY && request.query().containsKey(grouping.field())) {
                var texts = list(request, grouping.field());
                texts.forEach(grouping::requireValue);
                values.put(grouping, texts);
            }
        }
        return new UsageFilter(values, outcomes(request));
    }

    private static Set<Outcome> outcomes(GatewayRequest request) {
        if (!request.query().containsKey(OUTCOME)) {
            return EnumSet.allOf(Outcome.class);
        }
        var texts = list(request, OUTCOME);
        var outcomes = EnumSet.noneOf(Outcome.class);
        for (var outcome : Outcome.values()) {
            if (texts.contains(outcome.name().toLowerCase(Locale.ROOT))) {
                outcomes.add(outcome);
            }
        }
        if (outcomes.size() < texts.size()) {
            throw invalid(OUTCOME, "Send answered, failed or expired, with commas between several of them.");
        }
        return outcomes;
    }

    private static Set<String> list(GatewayRequest request, String parameter) {
        var texts = request.parameter(parameter).orElse("").split(",", -1);
        if (texts.length > MAX_VALUES) {
            throw invalid(parameter, "Send at most " + MAX_VALUES + " values.");
        }
        return Set.copyOf(Arrays.asList(texts));
    }

    private static BadRequest invalid(String parameter, String advice) {
        return new BadRequest(ApiErrors.invalidValue(parameter, advice));
    }

    /** @throws BadRequest if there is a condition that only single requests meet */
    void requireOnlyDimensions() {
        if (outcomes.size() < Outcome.values().length) {
            throw invalid(OUTCOME, "Only requests have an outcome, and sums do not. Leave it out.");
        }
    }

    /** Returns whether it accepts everything. */
    boolean isEmpty() {
        return values.isEmpty() && outcomes.size() == Outcome.values().length;
    }

    boolean needsTeams() {
        return values.containsKey(Grouping.TEAM);
    }

    boolean accepts(UsageRecord record, KeyLabels keys) {
        return outcomes.contains(record.outcome()) && accepts(record.day(), UsageGroup.of(record), keys);
    }

    /** Returns the sums that meet the conditions. */
    DayUsage of(DayUsage usage, KeyLabels keys) {
        if (values.isEmpty()) {
            return usage;
        }
        var sums = new HashMap<UsageGroup, UsageSum>();
        usage.sums().forEach((group, sum) -> {
            if (accepts(usage.day(), group, keys)) {
                sums.put(group, sum);
            }
        });
        return new DayUsage(usage.day(), sums);
    }

    private boolean accepts(LocalDate day, UsageGroup group, KeyLabels keys) {
        return values.entrySet().stream()
                .allMatch(allowed -> allowed.getKey()
                        .isAmong(allowed.getValue(), allowed.getKey().valueOf(day, group, keys)));
    }
}
