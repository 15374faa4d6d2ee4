package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.functions.support.gateway.GatewayRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The usage that a request asks for.
 *
 * @param from first UTC day
 * @param to last UTC day, included
 */
record UsageQuery(LocalDate from, LocalDate to, UsageFilter filter) {

    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 366;

    /**
     * Reads the parameters {@code from} and {@code to}, and the filters.
     *
     * @throws BadRequest if one of them is invalid
     */
    static UsageQuery read(GatewayRequest request, LocalDate today) {
        var to = day(request, "to").orElse(today);
        var from = day(request, "from").orElse(to.minusDays(DEFAULT_DAYS - 1));
        requireOrder(from, to);
        if (ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            throw invalid("from", "Ask for at most " + MAX_DAYS + " days at a time.");
        }
        return new UsageQuery(from, to, UsageFilter.read(request));
    }

    /**
     * Reads {@code group_by}.
     *
     * @throws BadRequest if it names something else than dimensions
     */
    static Set<Grouping> groupings(GatewayRequest request) {
        var groupings = EnumSet.noneOf(Grouping.class);
        for (var name : request.parameter("group_by").orElse("day").split(",", -1)) {
            groupings.add(Grouping.named(name)
                    .orElseThrow(() -> invalid(
                            "group_by",
                            "Send day, tier, key, team, api or purse, with commas between several of them.")));
        }
        return groupings;
    }

    /** @throws BadRequest if the first day is after the last */
    static void requireOrder(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw invalid("from", "\"from\" is after \"to\". Send the first day as \"from\", and the last as \"to\".");
        }
    }

    /**
     * Parses a day. Java's own parser also accepts years of up to ten digits, which the keys of the tables cannot have.
     *
     * @throws BadRequest if the parameter is not a day
     */
    static Optional<LocalDate> day(GatewayRequest request, String name) {
        var text = request.parameter(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.get().length() == "YYYY-MM-DD".length() && !text.get().startsWith("0000")) {
                return Optional.of(LocalDate.parse(text.get()));
            }
        } catch (DateTimeException e) {
            // Not a day, like any other text.
        }
        throw invalid(name, "Send a day as YYYY-MM-DD.");
    }

    private static BadRequest invalid(String parameter, String advice) {
        return new BadRequest(ApiErrors.invalidValue(parameter, advice));
    }
}
