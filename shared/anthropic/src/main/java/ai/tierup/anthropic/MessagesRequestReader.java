package ai.tierup.anthropic;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.FieldNames;
import ai.tierup.api.StrictJson;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.tier.TierId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request for a message. Unknown fields are ignored and never forwarded, because every release of the clients adds
 * some. So are fields that ask for nothing, and {@code cache_control}: the service finds repeated input by itself.
 */
final class MessagesRequestReader {

    private static final FieldNames FIELDS =
            new FieldNames("model", "messages", "tools", "output_config.format", "output_config.effort");

    private static final int MAX_STOPS = 4;
    private static final int MAX_STOP_LENGTH = 1000;
    private static final int MAX_USER_LENGTH = 512;
    private static final int MAX_SCHEMA_BYTES = 64 * 1024;

    /** The name that a schema for the answer's text gets, because this API has none. */
    private static final String FORMAT_NAME = "answer";

    private MessagesRequestReader() {}

    /** Returns the request or the first error in it. Never throws. */
    static ParsedRequest read(byte[] body) {
        return read(body, true);
    }

    /** Returns a request whose input is to be counted, or the first error in it. It need not have an output cap. Never throws. */
    static ParsedRequest readToCount(byte[] body) {
        return read(body, false);
    }

    private static ParsedRequest read(byte[] body, boolean needsCap) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new ParsedRequest.Invalid(error);
            case StrictJson.Parsed(var json) -> read(new Field(json, ""), needsCap);
        };
    }

    private static ParsedRequest read(Field request, boolean needsCap) {
        try {
            var tier = tier(request.at("model"));
            var cap = cap(request.at("max_tokens"), needsCap);
            refuseServerFeatures(request);
            var names = new ToolNames();
            var conversation = conversation(request, names);
            var user = user(request.at("metadata"));
            var stream = request.at("stream").optional().map(Field::bool).orElse(false);
            return new ParsedRequest.Valid(
                    new ChatRequest(tier, conversation, cap, stream, user, user),
                    FIELDS,
                    new AnthropicMessages.Writers(conversation, names));
        } catch (BadRequest e) {
            return new ParsedRequest.Invalid(e.error());
        }
    }

    private static TierId tier(Field model) {
        if (!model.isPresent()) {
            throw new BadRequest(ApiErrors.missingField("model", "Ask for tier-1, tier-2, tier-3 or tier-4."));
        }
        return TierId.named(model.text()).orElseThrow(() -> new BadRequest(ApiErrors.modelNotFound()));
    }

    private static @Nullable Integer cap(Field field, boolean isNeeded) {
        if (!field.isPresent() && !isNeeded) {
            return null;
        }
        if (!field.isPresent()) {
            throw new BadRequest(
                    ApiErrors.missingField("max_tokens", "Send the most tokens that the answer may have."));
        }
        return (int) field.wholeNumber(1, Integer.MAX_VALUE);
    }

    private static void refuseServerFeatures(Field request) {
        request.at("mcp_servers").nonEmpty().ifPresent(servers -> {
            throw servers.unsupported("Leave it out. The service connects to no MCP servers; your client can.");
        });
        request.at("container").nonEmpty().ifPresent(container -> {
            throw container.unsupported("Leave it out. Code is not run by the service.");
        });
    }

    /** @param names learns the names of the tools */
    private static Conversation conversation(Field request, ToolNames names) {
        var history = HistoryReader.read(request.at("system"), request.at("messages"));
        var tools = ToolReader.tools(request.at("tools"), history.toolChanges(), names);
        var choice = request.at("tool_choice").nonEmpty();
        var parallel = choice.flatMap(
                        present -> present.at("disable_parallel_tool_use").optional())
                .map(Field::bool)
                .filter(disabled -> disabled && !tools.isEmpty());
        return new Conversation(
                history.messages(),
                tools,
                choice.map(present -> ToolReader.choice(present, tools)).orElse(null),
                parallel.map(disabled -> false).orElse(null),
                responseFormat(request),
                sampling(request));
    }

    /** Reads the format under its name and its earlier one. */
    private static ResponseFormat responseFormat(Field request) {
        return request.at("output_config")
                .nonEmpty()
                .flatMap(config -> config.object().at("format").nonEmpty())
                .or(() -> request.at("output_format").nonEmpty())
                .map(MessagesRequestReader::schema)
                .orElseGet(ResponseFormat.Text::new);
    }

    private static ResponseFormat schema(Field format) {
        var type = format.object().at("type");
        if (!type.text().equals("json_schema")) {
            throw type.invalid("Ask for json_schema.");
        }
        return new ResponseFormat.JsonSchema(
                FORMAT_NAME, null, Schemas.read(format.at("schema"), MAX_SCHEMA_BYTES), true);
    }

    /** Leaves out values that are the default, because some models refuse even those. */
    private static Sampling sampling(Field request) {
        return new Sampling(
                fraction(request.at("temperature")),
                fraction(request.at("top_p")),
                null,
                null,
                null,
                stops(request.at("stop_sequences")),
                ThinkingReader.effort(request.at("thinking"), request.at("output_config")),
                null);
    }

    private static @Nullable Double fraction(Field field) {
        return field.optional()
                .map(present -> present.number(0, 1))
                .filter(number -> number != 1)
                .orElse(null);
    }

    private static List<String> stops(Field field) {
        var stops = new ArrayList<String>();
        field.nonEmpty()
                .ifPresent(present -> present.elements(
                        MAX_STOPS,
                        element -> element.nonEmpty().ifPresent(stop -> stops.add(stop.text(MAX_STOP_LENGTH)))));
        return stops;
    }

    private static @Nullable String user(Field metadata) {
        return metadata.nonEmpty()
                .flatMap(present -> present.object().at("user_id").nonEmpty())
                .map(id -> id.text(MAX_USER_LENGTH))
                .orElse(null);
    }
}
