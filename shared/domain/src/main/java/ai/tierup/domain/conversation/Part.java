package ai.tierup.domain.conversation;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A piece of a message. */
public sealed interface Part {

    /** Returns this part, or what it links to. */
    default Part with(Map<Link, Content> contents) {
        return this;
    }

    /** Text, an image, or a link to either, as a part of a message or of a tool result. */
    sealed interface Content extends Part {

        @Override
        default Content with(Map<Link, Content> contents) {
            return this;
        }
    }

    /** A file on the web. It is fetched before a model is asked, so no provider is ever sent one. */
    sealed interface Link extends Content {

        int HTTPS_PORT = 443;

        /** An address that {@link #isFetchable} accepts. */
        URI address();

        /** The request field that contains it, for errors about it. */
        String field();

        @Override
        default Content with(Map<Link, Content> contents) {
            return Objects.requireNonNull(contents.get(this), "A linked file was not fetched");
        }

        /** Returns whether {@code address} is an https address with a host, the standard port and no user. */
        static boolean isFetchable(URI address) {
            return "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && (address.getPort() == -1 || address.getPort() == HTTPS_PORT);
        }

        private static void requireFetchable(URI address) {
            if (!isFetchable(address)) {
                throw new IllegalArgumentException("A file is fetched by https from the standard port only");
            }
        }
    }

    record Text(String text) implements Content {}

    /**
     * An image, contained in the request itself.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/gif}
     * @param base64 its bytes in standard Base64, padded
     * @param detail how closely the model is to look at it
     */
    record Image(String mediaType, String base64, Detail detail) implements Content {}

    /** An image on the web. */
    record ImageLink(URI address, Detail detail, String field) implements Link {

        public ImageLink {
            Link.requireFetchable(address);
        }
    }

    /**
     * A text file or a PDF on the web, for which its text will stand.
     *
     * @param heading what comes before its text; may be empty
     */
    record DocumentLink(URI address, String heading, String field) implements Link {

        public DocumentLink {
            Link.requireFetchable(address);
        }
    }

    /** The level of detail in which a model looks at an image. */
    enum Detail {
        AUTO,
        LOW,
        HIGH
    }

    /**
     * A tool call that the assistant made.
     *
     * @param id our own id
     * @param arguments JSON as the model wrote it; may be invalid
     */
    record ToolCall(String id, String name, String arguments) implements Part {}

    /** @param toolCallId id of the {@link ToolCall} that it answers */
    record ToolResult(String toolCallId, List<Content> content) implements Part {

        public ToolResult {
            content = List.copyOf(content);
        }

        public ToolResult(String toolCallId, String text) {
            this(toolCallId, List.of(new Text(text)));
        }

        @Override
        public ToolResult with(Map<Link, Content> contents) {
            return new ToolResult(
                    toolCallId,
                    content.stream().map(part -> part.with(contents)).toList());
        }

        /** Its texts, concatenated. */
        public String text() {
            return content.stream()
                    .filter(Text.class::isInstance)
                    .map(part -> ((Text) part).text())
                    .collect(Collectors.joining());
        }

        public List<Image> images() {
            return content.stream()
                    .filter(Image.class::isInstance)
                    .map(Image.class::cast)
                    .toList();
        }
    }

    /**
     * The assistant's reasoning before its answer.
     *
     * @param state its state, from which only the model that reasoned can continue. From a client, it is sealed by us or foreign; in a
     *     conversation for that model, it is in the provider's own form
     */
    record Reasoning(String state) implements Part {}
}
