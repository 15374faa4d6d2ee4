package ai.tierup.domain.conversation;

/** A piece of a message. */
public sealed interface Part {

    record Text(String text) implements Part {}

    /**
     * A picture, carried in the request itself.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/gif}
     * @param base64 its bytes in standard base 64, padded
     * @param detail how closely it is to be looked at
     */
    record Image(String mediaType, String base64, Detail detail) implements Part {}

    /** How closely an image is looked at. */
    enum Detail {
        AUTO,
        LOW,
        HIGH
    }

    /**
     * A call that the assistant made.
     *
     * @param id our own id
     * @param arguments JSON as the model wrote it, which need not be valid
     */
    record ToolCall(String id, String name, String arguments) implements Part {}

    /** @param toolCallId id of the {@link ToolCall} it answers */
    record ToolResult(String toolCallId, String text) implements Part {}
}
