package ai.tierup.functions.usage;

import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of an export with one row for each request: the fields of a usage record, its day, and the name and team of its key. */
final class RecordRows {

    static final List<String> COLUMNS = List.of(
            "id",
            "day",
            "created_at",
            "tier",
            "key_id",
            "key_name",
            "team",
            "api",
            "stream",
            "outcome",
            "finish_reason",
            "prompt_tokens",
            "repeated_prompt_tokens",
            "completion_tokens",
            "reasoning_tokens",
            "token_source",
            "cost_usd",
            "purse",
            "duration_ms",
            "first_token_ms",
            "held_usd");

    private RecordRows() {}

    static List<@Nullable Object> row(UsageRecord record, KeyLabels labels) {
        var request = record.request();
        var key = request.keyId();
        var channel = Optional.ofNullable(request.channel());
        var tokens = record.tokens();
        var held = record.hold().held();
        return Arrays.asList(
                record.holdKey().request().publicName(),
                record.day().toString(),
                request.createdAt().toString(),
                record.hold().tier().publicName(),
                key == null ? null : key.value(),
                labels.name(key),
                labels.team(key),
                channel.map(way -> way.api()).orElse(null),
                channel.map(way -> way.stream()).orElse(null),
                lowerCase(record.outcome()),
                record.finishReason() == null ? null : lowerCase(record.finishReason()),
                tokens.promptTokens(),
                tokens.repeatedTokens(),
                tokens.completionTokens(),
                tokens.reasoningTokens(),
                lowerCase(record.consumption().source()),
                record.cost().usd(),
                lowerCase(record.hold().purse()),
                millis(record.timing().total()),
                millis(record.timing().firstToken()),
                held == null ? null : held.usd());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
