package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageSum;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code usage} object of the API: sums for each combination of values of some dimensions, and their total. */
final class UsageSums {

    /** A buffered answer of Lambda has at most 6 MB, which is more than twice as much. */
    private static final int MAX_ROWS = 10_000;

    private final List<Grouping> groupings;
    private final GroupedSums sums;

    UsageSums(Set<Grouping> groupings, KeyLabels labels) {
        this.groupings = List.copyOf(groupings);
        this.sums = new GroupedSums(this.groupings, labels);
    }

    /** @throws BadRequest if there are too many combinations for an answer */
    void add(DayUsage usage) {
        sums.add(usage);
        if (sums.rows().size() > MAX_ROWS) {
            throw new BadRequest(ApiErrors.invalidValue(
                    "group_by",
                    "The answer would have more than " + MAX_ROWS
                            + " sums. Ask for fewer days or dimensions, or get the sums from /v1/usage/export."));
        }
    }

    void write(JsonGenerator json, UsageQuery query) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "usage");
        json.writeStringField("from", query.from().toString());
        json.writeStringField("to", query.to().toString());
        json.writeStringField(
                "group_by", groupings.stream().map(Grouping::publicName).collect(Collectors.joining(",")));
        json.writeArrayFieldStart("data");
        var total = UsageSum.NONE;
        for (var row : sums.rows().entrySet()) {
            json.writeStartObject();
            if (groupings.size() == 1) {
                json.writeStringField(
                        "key", groupings.getFirst().nameOf(row.getKey().getFirst()));
            }
            for (var i = 0; i < groupings.size(); i++) {
                json.writeFieldName(groupings.get(i).field());
                json.writeString(row.getKey().get(i));
            }
            SumBody.writeFields(json, row.getValue());
            total = total.plus(row.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("total");
        SumBody.writeFields(json, total);
        json.writeEndObject();
        json.writeEndObject();
    }
}
