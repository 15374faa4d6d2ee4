package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Utf8;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Translates the tool-call pieces of one upstream call into our own: our ids, indexes from zero, name and id in the first piece only. A call
 * is opened when its name arrives, and gets its index then, so that the first pieces come in the order of their indexes.
 */
final class ToolCallRelay {

    private final ToolCallIds ids;
    private final String candidateName;
    private final boolean allowsParallelCalls;
    private final Map<Integer, Call> byUpstreamIndex = new HashMap<>();
    private final Map<String, OriginalToolCall> originals = new HashMap<>();
    private @Nullable String firstOwnId;
    private int opened;

    /** @param allowsParallelCalls whether all calls are translated; otherwise only the first */
    ToolCallRelay(ToolCallIds ids, String candidateName, boolean allowsParallelCalls) {
        this.ids = ids;
        this.candidateName = candidateName;
        this.allowsParallelCalls = allowsParallelCalls;
    }

    /** Our piece; empty if the tool's name has not arrived yet, if there are no new arguments, or if the call is left out. */
    Optional<AnswerDelta.ToolCall> translate(UpstreamEvent.ToolCallDelta delta) {
        var call = byUpstreamIndex.computeIfAbsent(delta.index(), index -> new Call());
        if (call.ownId == null && hasCalls() && !allowsParallelCalls) {
            return Optional.empty();
        }
        if (call.upstreamId == null) {
            call.upstreamId = delta.id();
        }
        var piece = call.ownId == null ? open(call, delta) : next(call, delta);
        rememberOriginal(call);
        return piece;
    }

    /** Pieces for the calls that got no arguments. Clients parse the arguments as JSON, so they are completed to an empty object. */
    List<AnswerDelta.ToolCall> missingArguments() {
        return byUpstreamIndex.values().stream()
                .filter(call -> call.ownId != null && !call.hasArguments)
                .map(call -> new AnswerDelta.ToolCall(call.index, null, null, call.next("{}")))
                .sorted(Comparator.comparingInt(AnswerDelta.ToolCall::index))
                .toList();
    }

    /** UTF-8 bytes of the arguments of calls whose names have not arrived. */
    long unsentBytes() {
        return byUpstreamIndex.values().stream()
                .filter(call -> call.ownId == null)
                .mapToLong(call -> Utf8.bytes(call.argumentsBeforeName.toString()))
                .sum();
    }

    /** The calls as far as they were relayed. */
    List<Part.ToolCall> calls() {
        return byUpstreamIndex.values().stream()
                .flatMap(call -> Stream.ofNullable(call.ownId)
                        .map(id ->
                                new Indexed(call.index, new Part.ToolCall(id, call.name, call.arguments.toString()))))
                .sorted(Comparator.comparingInt(Indexed::index))
                .map(Indexed::call)
                .toList();
    }

    private record Indexed(int index, Part.ToolCall call) {}

    boolean hasCalls() {
        return opened > 0;
    }

    /** Upstream's tool calls by our own id; calls without an upstream id are missing. */
    Map<String, OriginalToolCall> originals() {
        return originals;
    }

    /** The same, the first call with the state of the reasoning that led to all of them. */
    Map<String, OriginalToolCall> originalsWith(String sealedReasoning) {
        var all = new HashMap<>(originals);
        all.computeIfPresent(firstOwnId, (id, original) -> original.with(sealedReasoning));
        return all;
    }

    private Optional<AnswerDelta.ToolCall> open(Call call, UpstreamEvent.ToolCallDelta delta) {
        call.argumentsBeforeName.append(delta.argumentsPart());
        var name = delta.name();
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        call.ownId = ids.next();
        call.name = name;
        call.index = opened++;
        firstOwnId = firstOwnId == null ? call.ownId : firstOwnId;
        var arguments = call.next(call.argumentsBeforeName.toString());
        return Optional.of(new AnswerDelta.ToolCall(call.index, call.ownId, name, arguments));
    }

    private static Optional<AnswerDelta.ToolCall> next(Call call, UpstreamEvent.ToolCallDelta delta) {
        var part = call.next(delta.argumentsPart());
        return part.isEmpty() ? Optional.empty() : Optional.of(new AnswerDelta.ToolCall(call.index, null, null, part));
    }

    /** An id may arrive after the name. The first one counts: some servers make up another for each piece. */
    private void rememberOriginal(Call call) {
        if (call.ownId != null && call.upstreamId != null) {
            originals.putIfAbsent(call.ownId, new OriginalToolCall(call.upstreamId, candidateName));
        }
    }

    private static final class Call {

        private final StringBuilder argumentsBeforeName = new StringBuilder();
        private @Nullable String upstreamId;
        private @Nullable String ownId;
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
        private int index;
        private boolean hasArguments;

        /** The part without white space before the first argument, which would be all that a call without arguments has. */
        private String next(String part) {
            var relayed = hasArguments ? part : part.stripLeading();
            hasArguments |= !relayed.isEmpty();
            arguments.append(relayed);
            return relayed;
        }
    }
}
