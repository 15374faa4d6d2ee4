package ai.tierup.openai.chat;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.openai.FileReader;
import ai.tierup.openai.ImageReader;
import ai.tierup.openai.RequestFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code messages}: roles, content as a string or as parts, tool calls and their results. */
final class MessageReader {

    private static final int MAX_MESSAGES = 10_000;
    private static final int MAX_PARTS = 1000;
    private static final int MAX_IMAGES = 16;
    private static final int MAX_CALLS = 128;
    private static final int MAX_CALL_ID_LENGTH = 256;
    private static final int MAX_NAME_LENGTH = 64;
    private static final String UNNAMED = "unnamed";
    private static final Map<String, Role> ROLES = Map.of(
            "system", Role.SYSTEM,
            "developer", Role.DEVELOPER,
            "user", Role.USER,
            "assistant", Role.ASSISTANT,
            "tool", Role.TOOL);

    private static final Map<String, Part.Detail> DETAILS = Map.of(
            "auto", Part.Detail.AUTO,
            "low", Part.Detail.LOW,
            "high", Part.Detail.HIGH);

    private static final Pattern UNACCEPTABLE = Pattern.compile("[^A-Za-z0-9_-]+");

    /** Ids of the last assistant message's tool calls that have no result yet. */
    private final Set<String> unanswered = new HashSet<>();

    private final FileReader files = new FileReader();
    private int images;

    private MessageReader() {}

    static List<Message> messages(Field field) {
        if (!field.isPresent()) {
            throw new BadRequest(
                    ApiErrors.missingField(field.path(), "Send the conversation as an array of messages."));
        }
        var reader = new MessageReader();
        var messages = new ArrayList<Message>();
        field.elements(MAX_MESSAGES, element -> {
            var message = reader.message(element.object());
            if (!message.parts().isEmpty()) {
                messages.add(message);
            }
        });
        if (messages.isEmpty()) {
            throw field.invalid("Send at least one message.");
        }
        reader.refuseUnanswered(field);
        return messages;
    }

    /** Reads a message. An assistant's turn that says nothing has no parts, and is left out. */
    private Message message(Field message) {
        var role = ROLES.get(message.at("role").oneOf(ROLES.keySet()));
        if (role != Role.TOOL) {
            refuseUnanswered(message);
        }
        var name = message.at("name")
                .optional()
                .flatMap(MessageReader::acceptableName)
                .orElse(null);
        return switch (role) {
            case TOOL -> new Message(role, List.of(result(message)), name);
            case ASSISTANT -> new Message(role, assistantParts(message), name);
            case USER -> new Message(role, someParts(message.at("content"), true), name);
            case SYSTEM, DEVELOPER -> new Message(role, someParts(message.at("content"), false), name);
            case null -> throw new IllegalStateException("A valid role has no mapping");
        };
    }

    private void refuseUnanswered(Field place) {
        if (!unanswered.isEmpty()) {
            throw place.invalid("Send a tool message for every tool call of the assistant before the next message.");
        }
    }

    private List<Part> assistantParts(Field message) {
        message.at("audio").nonEmpty().ifPresent(audio -> {
            throw audio.unsupported("Leave it out. Audio is not supported.");
        });
        message.at("function_call").nonEmpty().ifPresent(call -> {
            throw call.unsupported("Send \"tool_calls\" instead.");
        });
        var parts = new ArrayList<Part>();
        message.at("content").nonEmpty().ifPresent(content -> parts.addAll(parts(content, false)));
        message.at("refusal").nonEmpty().ifPresent(refusal -> parts.add(new Part.Text(refusal.text())));
        parts.removeIf(part -> part instanceof Part.Text(var text) && text.isEmpty());
        message.at("tool_calls")
                .nonEmpty()
                .ifPresent(calls -> calls.elements(MAX_CALLS, call -> parts.add(call(call))));
        if (!parts.isEmpty()) {
            parts.addAll(0, ReasoningDetails.read(message));
        }
        return parts;
    }

    private Part call(Field call) {
        call.object().at("type").optional().ifPresent(type -> {
            if (!type.text().equals("function")) {
                throw type.unsupported("Send tool calls of type \"function\".");
            }
        });
        var id = call.at("id").text(MAX_CALL_ID_LENGTH);
        if (!unanswered.add(id)) {
            throw call.at("id").invalid("Give every tool call of a message a unique id.");
        }
        var function = call.at("function").object();
        return new Part.ToolCall(
                id, acceptableName(function.at("name")).orElse(UNNAMED), arguments(function.at("arguments")));
    }

    /** Reads the arguments of a call. A call without arguments has been written in several ways, of which models take one. */
    private static String arguments(Field arguments) {
        return arguments
                .nonEmpty()
                .map(Field::text)
                .filter(text -> !text.isBlank())
                .orElse("{}");
    }

    /**
     * Returns a name in the characters that all models accept, with the others replaced; empty if nothing of it is left. The names come
     * from other software: a refusal would end the conversation for good.
     */
    private static Optional<String> acceptableName(Field field) {
        var name = UNACCEPTABLE.matcher(field.text()).replaceAll("_");
        return name.chars().allMatch(c -> c == '_')
                ? Optional.empty()
                : Optional.of(name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH)));
    }

    private Part result(Field message) {
        var id = message.at("tool_call_id");
        if (!unanswered.remove(id.text(MAX_CALL_ID_LENGTH))) {
            throw id.invalid("Send tool messages only after the assistant message whose tool_calls they answer.");
        }
        var text = new StringBuilder();
        message.at("content").nonEmpty().ifPresent(content -> {
            for (var part : parts(content, false)) {
                if (part instanceof Part.Text(var piece)) {
                    text.append(piece);
                }
            }
        });
        return new Part.ToolResult(id.text(MAX_CALL_ID_LENGTH), text.toString());
    }

    private List<Part> someParts(Field content, boolean allowsFiles) {
        var parts = parts(content, allowsFiles);
        if (parts.isEmpty()) {
            throw content.invalid("Send at least one part.");
        }
        return parts;
    }

    private List<Part> parts(Field content, boolean allowsFiles) {
        if (!content.isPresent()) {
            throw new BadRequest(ApiErrors.missingField(content.path(), "Send a string or an array of parts."));
        }
        if (content.node().isTextual()) {
            return List.of(new Part.Text(content.text()));
        }
        if (!content.node().isArray()) {
            throw content.invalid("Send a string or an array of parts.");
        }
        var parts = new ArrayList<Part>();
        content.elements(MAX_PARTS, part -> parts.add(part(part.object(), allowsFiles)));
        return parts;
    }

    private Part part(Field part, boolean allowsFiles) {
        var type = part.at("type");
        return switch (type.text()) {
            case "text" -> new Part.Text(part.at("text").text());
            case "refusal" -> new Part.Text(part.at("refusal").text());
            case "image_url" -> {
                if (!allowsFiles) {
                    throw type.invalid("Send images in user messages.");
                }
                if (++images > MAX_IMAGES) {
                    throw part.invalid("Send at most " + MAX_IMAGES + " images.");
                }
                yield image(part.at("image_url"));
            }
            case "file" -> {
                if (!allowsFiles) {
                    throw type.invalid("Send files in user messages.");
                }
                yield files.content(part.at("file").object());
            }
            case "input_audio" -> throw type.unsupported("Send text, images and files. Audio is not supported.");
            default -> throw type.invalid("Send parts of type text, image_url or file.");
        };
    }

    /** @param image an object with the URL, or the bare URL, which some clients send */
    private static Part image(Field image) {
        var url = image.node().isTextual() ? image : image.object().at("url");
        var detail = image.at("detail")
                .nonEmpty()
                .map(field -> RequestFields.oneOf(field, DETAILS))
                .orElse(Part.Detail.AUTO);
        return ImageReader.image(url, detail);
    }
}
