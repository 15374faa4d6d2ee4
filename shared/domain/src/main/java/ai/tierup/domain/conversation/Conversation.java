package ai.tierup.domain.conversation;

import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ReasoningEffort;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation for a model to continue, independent of any wire format.
 *
 * @param toolChoice null if the client left it open
 * @param parallelToolCalls null if the client left it open
 */
public record Conversation(
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        ResponseFormat responseFormat,
        Sampling sampling) {

    public Conversation {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** The capabilities that a candidate needs to serve this conversation. */
    public Set<Capability> needs() {
        var needs = EnumSet.noneOf(Capability.class);
        if (!tools.isEmpty()) {
            needs.add(Capability.TOOLS);
        }
        if (!(responseFormat instanceof ResponseFormat.Text)) {
            needs.add(Capability.JSON_SCHEMA);
        }
        if (parts().anyMatch(part -> part instanceof Part.Image || part instanceof Part.ImageLink)) {
            needs.add(Capability.VISION);
        }
        return needs;
    }

    /** Returns whether a turn of the answer may have several tool calls: the client has not ruled it out. */
    public boolean allowsParallelCalls() {
        return parallelToolCalls == null || parallelToolCalls;
    }

    /** The optional parameters that it sets. */
    public Set<OptionalParameter> parameters() {
        var set = sampling.parameters();
        if (parallelToolCalls != null) {
            set.add(OptionalParameter.PARALLEL_TOOL_CALLS);
        }
        return set;
    }

    /** Returns this conversation with only the optional parameters that are taken. */
    public Conversation withOnly(Predicate<OptionalParameter> taken) {
        return new Conversation(
                messages,
                tools,
                toolChoice,
                taken.test(OptionalParameter.PARALLEL_TOOL_CALLS) ? parallelToolCalls : null,
                responseFormat,
                sampling.withOnly(taken));
    }

    /** Returns this conversation with another reasoning effort; null leaves it to the model. */
    public Conversation with(@Nullable ReasoningEffort effort) {
        return new Conversation(messages, tools, toolChoice, parallelToolCalls, responseFormat, sampling.with(effort));
    }

    public Conversation withoutReasoningEffort() {
        return with((ReasoningEffort) null);
    }

    /** Returns this conversation without the state of earlier reasoning. */
    public Conversation withoutReasoning() {
        return withMessages(messages.stream().map(Message::withoutReasoning).toList());
    }

    public Conversation withMessages(List<Message> others) {
        return new Conversation(others, tools, toolChoice, parallelToolCalls, responseFormat, sampling);
    }

    /** Returns this conversation with another id for each tool call whose id was used before, and for its results. */
    public Conversation withUniqueToolCallIds() {
        return UniqueToolCallIds.in(this);
    }

    /** The ids of its tool calls that we issued; clients may send others. */
    public Set<String> toolCallIds() {
        return parts().filter(Part.ToolCall.class::isInstance)
                .map(part -> ((Part.ToolCall) part).id())
                .filter(ToolCallIds::isOurs)
                .collect(Collectors.toSet());
    }

    /** The images and documents that must be fetched before a model is asked. */
    public List<Part.Link> links() {
        return parts().filter(Part.Link.class::isInstance)
                .map(Part.Link.class::cast)
                .toList();
    }

    /** The documents on the web, whose texts are not known before they are fetched. */
    public List<Part.DocumentLink> documentLinks() {
        return links().stream()
                .filter(Part.DocumentLink.class::isInstance)
                .map(Part.DocumentLink.class::cast)
                .toList();
    }

    /** Returns this conversation with its links replaced by what they lead to. */
    public Conversation with(Map<Part.Link, Part.Content> contents) {
        return contents.isEmpty()
                ? this
                : withMessages(
                        messages.stream().map(message -> message.with(contents)).toList());
    }

    /** All parts, including those inside tool results. */
    private Stream<Part> parts() {
        return messages.stream().flatMap(message -> message.parts().stream()).flatMap(Conversation::withContent);
    }

    private static Stream<Part> withContent(Part part) {
        return part instanceof Part.ToolResult result
                ? Stream.concat(Stream.of(part), result.content().stream())
                : Stream.of(part);
    }
}
