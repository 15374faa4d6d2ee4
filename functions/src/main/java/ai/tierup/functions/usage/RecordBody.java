package ai.tierup.functions.usage;

import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.functions.support.gateway.ListBody;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code usage.record} object of the API. It is written field by field, so that the model is never included. */
public final class RecordBody {

    private RecordBody() {}

    public static void write(JsonGenerator json, UsageRecord record) throws IOException {
        var request = record.request();
        json.writeStartObject();
        json.writeStringField("object", "usage.record");
        json.writeStringField("id", record.holdKey().request().publicName());
        json.writeStringField("created_at", request.createdAt().toString());
        json.writeStringField("tier", record.hold().tier().publicName());
        text(json, "key_id", request.keyId() == null ? null : request.keyId().value());
        var channel = request.channel();
        text(json, "api", channel == null ? null : channel.api());
        if (channel == null) {
            json.writeNullField("stream");
        } else {
            json.writeBooleanField("stream", channel.stream());
        }
        json.writeStringField("outcome", lowerCase(record.outcome()));
        text(json, "finish_reason", record.finishReason() == null ? null : lowerCase(record.finishReason()));
        json.writeNumberField("prompt_tokens", record.tokens().promptTokens());
        json.writeNumberField("repeated_prompt_tokens", record.tokens().repeatedTokens());
        json.writeNumberField("completion_tokens", record.tokens().completionTokens());
        json.writeNumberField("reasoning_tokens", record.tokens().reasoningTokens());
        json.writeStringField("token_source", lowerCase(record.consumption().source()));
        var held = record.hold().held();
        text(json, "held_usd", held == null ? null : held.usd());
        json.writeStringField("cost_usd", record.cost().usd());
        json.writeStringField("purse", lowerCase(record.hold().purse()));
        millis(json, "duration_ms", record.timing().total());
        millis(json, "first_token_ms", record.timing().firstToken());
        json.writeEndObject();
    }

    static void writePage(JsonGenerator json, RecordPage page) throws IOException {
        var cursor = page.nextCursor();
        ListBody.write(json, page.records(), RecordBody::write, cursor == null ? null : cursor.publicName());
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        json.writeFieldName(name);
        json.writeString(text);
    }

    private static void millis(JsonGenerator json, String name, @Nullable Duration duration) throws IOException {
        json.writeFieldName(name);
        if (duration == null) {
            json.writeNull();
        } else {
            json.writeNumber(duration.toMillis());
        }
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
