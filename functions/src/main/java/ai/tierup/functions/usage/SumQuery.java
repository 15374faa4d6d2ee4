package ai.tierup.functions.usage;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.functions.support.gateway.GatewayRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The parsed query {@code ?from&to&group_by}. */
sealed interface SumQuery {

    int DEFAULT_DAYS = 30;
    int MAX_DAYS = 92;

    /**
     * A valid query.
     *
     * @param from first UTC day
     * @param to last UTC day, included
     */
    record Sums(LocalDate from, LocalDate to, Grouping grouping) implements SumQuery {}

    record Invalid(ApiError error) implements SumQuery {}

    static SumQuery read(GatewayRequest request, LocalDate today) {
        LocalDate to;
        LocalDate from;
        try {
            to = request.parameter("to").map(SumQuery::day).orElse(today);
        } catch (DateTimeException e) {
            return invalid("to", "Send a day as YYYY-MM-DD.");
        }
        try {
            from = request.parameter("from").map(SumQuery::day).orElse(to.minusDays(DEFAULT_DAYS - 1));
        } catch (DateTimeException e) {
            return invalid("from", "Send a day as YYYY-MM-DD.");
        }
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MAX_DAYS) {
            return invalid("from", "Send a day before \"to\", at most " + MAX_DAYS + " days in all.");
        }
        return Grouping.named(request.parameter("group_by").orElse("day"))
                .<SumQuery>map(grouping -> new Sums(from, to, grouping))
                .orElseGet(() -> invalid("group_by", "Send day, tier, key or team."));
    }

    /** Parses a day. Java's own parser also accepts years of up to ten digits, which the keys of the tables cannot have. */
    private static LocalDate day(String text) {
        if (text.length() != "YYYY-MM-DD".length() || text.startsWith("0000")) {
            throw new DateTimeException("Not a day in the years 1 to 9999");
        }
        return LocalDate.parse(text);
    }

    private static SumQuery invalid(String parameter, String advice) {
        return new Invalid(ApiErrors.invalidValue(parameter, advice));
    }
}
