package ai.tierup.functions.usage;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageSum;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@code usage} object of the API: sums for each combination of values of some dimensions, and their total. */
final class UsageSums {

    /** A buffered answer of Lambda has at most 6 MB, which is more than twice as much. */
    private static final int MAX_ROWS = 10_000;

    private final List<Grouping> groupings;
    private final KeyLabels keys;
    private final Map<List<@Nullable String>, UsageSum> rows = new TreeMap<>(UsageSums::compare);
    private UsageSum total = UsageSum.NONE;

    UsageSums(Set<Grouping> groupings, KeyLabels keys) {
        this.groupings = List.copyOf(groupings);
        this.keys = keys;
    }

    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        var order = Comparator.nullsFirst(Comparator.<String>naturalOrder());
        for (var i = 0; i < one.size(); i++) {
            var compared = order.compare(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** @throws BadRequest if there are too many combinations for an answer */
    void add(DayUsage usage) {
        usage.sums().forEach((group, sum) -> {
            var row = new ArrayList<@Nullable String>();
            groupings.forEach(grouping -> row.add(grouping.valueOf(usage.day(), group, keys)));
            rows.merge(row, sum, UsageSum::plus);
            total = total.plus(sum);
        });
        if (rows.size() > MAX_ROWS) {
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
        json.writeArrayFieldStart("group_by");
        for (var grouping : groupings) {
            json.writeString(grouping.publicName());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data");
        for (var row : rows.entrySet()) {
            json.writeStartObject();
            for (var i = 0; i < groupings.size(); i++) {
                json.writeFieldName(groupings.get(i).field());
                json.writeString(row.getKey().get(i));
            }
            SumBody.writeFields(json, row.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("total");
        SumBody.writeFields(json, total);
        json.writeEndObject();
        json.writeEndObject();
    }
}
