package ai.tierup.openai.responses;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.StrictJson;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.openai.RequestFields;
import ai.tierup.openai.ResponseFormatReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request for a response. Unknown fields are ignored and never forwarded, because the clients add fields every month.
 * Values of the wrong type or out of range are refused, and so are features that a client would rely on and we do not offer.
 */
final class ResponsesRequestReader {

    private static final int MIN_OUTPUT_TOKENS = 16;
    private static final Map<String, ReasoningEffort> EFFORTS =
            RequestFields.byName(ReasoningEffort.values(), ReasoningEffort::publicName);

    private ResponsesRequestReader() {}

    /** Returns the request or the first error in it. Throws only if the memory fails. */
    static ParsedResponsesRequest read(byte[] body, AnswerMemory memory) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new ParsedResponsesRequest.Invalid(error);
            case StrictJson.Parsed(var json) -> read(new Field(json, ""), memory);
        };
    }

    private static ParsedResponsesRequest read(Field request, AnswerMemory memory) {
        try {
            var tier = RequestFields.tier(request.at("model"));
            OtherFields.check(request);
            var tools = ToolReader.read(request.at("tools"), request.at("input"));
            var conversation = conversation(request, tools, memory);
            var stream = request.at("stream").optional().map(Field::bool).orElse(false);
            return new ParsedResponsesRequest.Valid(
                    new ChatRequest(
                            tier,
                            conversation,
                            cap(request.at("max_output_tokens")),
                            stream,
                            RequestFields.shortText(
                                    request, "safety_identifier", RequestFields.shortText(request, "user", null)),
                            RequestFields.shortText(request, "prompt_cache_key", null)),
                    new AnswerForm(
                            tools,
                            conversation.parallelToolCalls() != null,
                            request.at("store").optional().map(Field::bool).orElse(true),
                            EchoedSettings.of(request)));
        } catch (BadRequest e) {
            return new ParsedResponsesRequest.Invalid(e.error());
        }
    }

    private static @Nullable Integer cap(Field field) {
        return field.optional()
                .map(cap -> (int) cap.wholeNumber(MIN_OUTPUT_TOKENS, Integer.MAX_VALUE))
                .orElse(null);
    }

    private static Conversation conversation(Field request, ToolTable tools, AnswerMemory memory) {
        var offer = ToolChoiceReader.offer(tools, request.at("tool_choice"));
        var parallel = request.at("parallel_tool_calls").optional().map(Field::bool);
        return new Conversation(
                messages(request, tools, memory),
                offer.tools(),
                offer.choice(),
                parallel.filter(allowed -> !allowed && !offer.tools().isEmpty()).orElse(null),
                ResponseFormatReader.read(text(request).at("format"), UnaryOperator.identity()),
                sampling(request));
    }

    private static List<Message> messages(Field request, ToolTable tools, AnswerMemory memory) {
        var messages = new ArrayList<Message>();
        request.at("instructions")
                .nonEmpty()
                .ifPresent(instructions -> messages.add(
                        new Message(Message.Role.SYSTEM, List.of(new Part.Text(instructions.text())), null)));
        messages.addAll(Turns.of(InputReader.read(request.at("input"), tools, memory)));
        if (messages.isEmpty()) {
            throw new BadRequest(
                    ApiErrors.missingField("input", "Send the conversation as a string or as an array of items."));
        }
        return messages;
    }

    private static Field text(Field request) {
        return request.at("text").optional().map(Field::object).orElse(request.at("text"));
    }

    /** Leaves out values that are the default, because some models refuse even those. */
    private static Sampling sampling(Field request) {
        return new Sampling(
                RequestFields.number(request, "temperature", 0, 2, 1),
                RequestFields.number(request, "top_p", 0, 1, 1),
                RequestFields.number(request, "frequency_penalty", -2, 2, 0),
                RequestFields.number(request, "presence_penalty", -2, 2, 0),
                null,
                List.of(),
                effort(request.at("reasoning")),
                RequestFields.verbosity(text(request).at("verbosity")));
    }

    /** Reads the effort. An unknown level leaves it to the model: clients send whatever is in their users' settings. */
    private static @Nullable ReasoningEffort effort(Field reasoning) {
        return reasoning
                .optional()
                .map(Field::object)
                .flatMap(present -> present.at("effort").nonEmpty())
                .map(Field::text)
                .map(EFFORTS::get)
                .orElse(null);
    }
}
