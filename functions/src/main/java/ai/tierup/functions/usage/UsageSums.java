package ai.tierup.functions.usage;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The {@code usage} object of the API: sums of usage records for each key of a grouping, and their total. */
final class UsageSums {

    private final Grouping grouping;
    private final Function<KeyId, String> teams;
    private final Map<String, Sum> byKey = new TreeMap<>();
    private Sum total = Sum.NONE;

    /** @param teams returns the name of a key's team */
    UsageSums(Grouping grouping, Function<KeyId, String> teams) {
        this.grouping = grouping;
        this.teams = teams;
    }

    private record Sum(long requests, long promptTokens, long repeatedTokens, long completionTokens, Money cost) {

        static final Sum NONE = new Sum(0, 0, 0, 0, Money.ZERO);

        Sum plus(UsageRecord record) {
            return new Sum(
                    requests + 1,
                    promptTokens + record.tokens().promptTokens(),
                    repeatedTokens + record.tokens().repeatedTokens(),
                    completionTokens + record.tokens().completionTokens(),
                    cost.plus(record.cost()));
        }

        void writeFields(JsonGenerator json) throws IOException {
            json.writeNumberField("requests", requests);
            json.writeNumberField("prompt_tokens", promptTokens);
            json.writeNumberField("repeated_prompt_tokens", repeatedTokens);
            json.writeNumberField("completion_tokens", completionTokens);
            json.writeStringField("cost_usd", cost.usd());
        }
    }

    void add(UsageRecord record) {
        byKey.merge(grouping.keyOf(record, teams), Sum.NONE.plus(record), (sum, one) -> sum.plus(record));
        total = total.plus(record);
    }

    void write(JsonGenerator json, SumQuery.Sums query) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "usage");
        json.writeStringField("from", query.from().toString());
        json.writeStringField("to", query.to().toString());
        json.writeStringField("group_by", grouping.publicName());
        json.writeArrayFieldStart("data");
        for (var sum : byKey.entrySet()) {
            json.writeStartObject();
            json.writeStringField("key", sum.getKey());
            sum.getValue().writeFields(json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("total");
        total.writeFields(json);
        json.writeEndObject();
        json.writeEndObject();
    }
}
