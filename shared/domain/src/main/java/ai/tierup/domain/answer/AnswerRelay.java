package ai.tierup.domain.answer;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.TextSize;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes upstream's events on to one client, as our own deltas: the first at once, later ones together every few milliseconds,
 * a sign of life when there is nothing to pass on. One thread, no timer: every wait ends when the next of these is due.
 */
public final class AnswerRelay {

    /** Bounds every wait, because a deadline can be brought forward while we wait. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final InstantSource clock;
    private final ChatRules rules;
    private final Alarms alarms;
    private final ToolCallIds toolCallIds;
    private final Deadline deadline;
    private final AnswerSink sink;
    private final AnswerHead head;
    private final StreamCheckpoints checkpoints;

    private final DeltaBuffer buffer = new DeltaBuffer();
    private Instant lastWrite;
    private boolean begun;
    private @Nullable Duration firstToken;

    public AnswerRelay(
            InstantSource clock,
            ChatRules rules,
            Alarms alarms,
            ToolCallIds toolCallIds,
            Deadline deadline,
            AnswerSink sink,
            AnswerHead head,
            StreamCheckpoints checkpoints) {
        this.clock = clock;
        this.rules = rules;
        this.alarms = alarms;
        this.toolCallIds = toolCallIds;
        this.deadline = deadline;
        this.sink = sink;
        this.head = head;
        this.checkpoints = checkpoints;
        this.lastWrite = head.createdAt();
    }

    /** Whether the client has seen a part of an answer, so that no other candidate may give another one. */
    public boolean hasDelivered() {
        return firstToken != null;
    }

    public boolean isTimeUp() {
        return deadline.remaining().compareTo(rules.settleMargin()) <= 0;
    }

    /** Makes the call and relays it to its end, or to the deadline. Never throws: what was received until then is billed. */
    public Attempt relay(Upstream upstream, UpstreamRequest request) {
        var received = new Received(request.candidate(), toolCallIds);
        try (var call = upstream.open(request)) {
            var failure = relay(call, received);
            flush();
            return received.attempt(failure, firstToken);
        } catch (RuntimeException e) {
            alarms.raise(Alarm.INTERNAL_ERROR, e.getClass().getName());
            return received.attempt(UpstreamFailure.UNAVAILABLE, firstToken);
        }
    }

    /** Tells the client the answer's head even when no delta ever came. */
    public void begin() {
        if (!begun) {
            begun = true;
            sink.begin(head);
        }
    }

    private @Nullable UpstreamFailure relay(UpstreamCall call, Received received) {
        while (!isTimeUp()) {
            var event = call.next(patience());
            if (event.isPresent()) {
                switch (event.get()) {
                    case UpstreamEvent.TextDelta(var text) -> emit(received.text(text));
                    case UpstreamEvent.ReasoningDelta reasoning -> {}
                    case UpstreamEvent.ToolCallDelta delta ->
                        received.toolCall(delta).ifPresent(this::emit);
                    case UpstreamEvent.Usage usage -> received.usage = usage;
                    case UpstreamEvent.Finished(var reason) ->
                        received.finish = received.finish == null ? reason : received.finish;
                    case UpstreamEvent.Ended() -> {
                        return received.isBlank() ? UpstreamFailure.UNAVAILABLE : null;
                    }
                    case UpstreamEvent.Failed(var failure) -> {
                        return failure;
                    }
                }
            }
            writeWhatIsDue();
            checkpoints.keepIfDue(() -> received.attempt(UpstreamFailure.TIMED_OUT, firstToken));
        }
        return UpstreamFailure.TIMED_OUT;
    }

    private void emit(AnswerDelta delta) {
        buffer.add(delta);
        if (firstToken == null) {
            firstToken = Duration.between(head.createdAt(), clock.instant());
            flush();
        }
    }

    private void writeWhatIsDue() {
        if (untilNextWrite().isPositive()) {
            return;
        }
        if (buffer.isEmpty()) {
            begin();
            sink.keepAlive();
            lastWrite = clock.instant();
        } else {
            flush();
        }
    }

    private void flush() {
        if (!buffer.isEmpty()) {
            begin();
            buffer.drainTo(sink);
            lastWrite = clock.instant();
        }
    }

    private Duration patience() {
        var wait = untilNextWrite();
        var bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        return bounded.isNegative() ? Duration.ZERO : bounded;
    }

    private Duration untilNextWrite() {
        var due = lastWrite.plus(buffer.isEmpty() ? rules.keepAliveAfter() : rules.coalescing());
        return Duration.between(clock.instant(), due);
    }

    /** What one call has brought so far. */
    private static final class Received {

        private final Candidate candidate;
        private final ToolCallRelay toolCalls;
        private long outputBytes;
        private UpstreamEvent.@Nullable Usage usage;
        private @Nullable FinishReason finish;

        private Received(Candidate candidate, ToolCallIds ids) {
            this.candidate = candidate;
            this.toolCalls = new ToolCallRelay(ids, candidate.name());
        }

        private AnswerDelta text(String text) {
            outputBytes += TextSize.of(text).bytes();
            return new AnswerDelta.Text(text);
        }

        private Optional<AnswerDelta.ToolCall> toolCall(UpstreamEvent.ToolCallDelta delta) {
            outputBytes += TextSize.of(delta.argumentsPart()).bytes();
            return toolCalls.own(delta);
        }

        /** No output at all and no word on why: upstream charges nothing for it, and another candidate may do better. */
        private boolean isBlank() {
            return finish == null
                    && outputBytes == 0
                    && !toolCalls.hasCalls()
                    && (usage == null || usage.tokens().completionTokens() == 0);
        }

        private Attempt attempt(@Nullable UpstreamFailure failure, @Nullable Duration firstToken) {
            return new Attempt(
                    candidate, outputBytes, usage, finish(failure), failure, firstToken, toolCalls.originals());
        }

        private @Nullable FinishReason finish(@Nullable UpstreamFailure failure) {
            if (failure != null) {
                return null;
            }
            var said = finish == null ? FinishReason.STOP : finish;
            return said == FinishReason.STOP && toolCalls.hasCalls() ? FinishReason.TOOL_CALLS : said;
        }
    }
}
