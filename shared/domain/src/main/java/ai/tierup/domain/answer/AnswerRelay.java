package ai.tierup.domain.answer;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Relays upstream's events to one client as our own deltas. Uses one thread and no timer: each wait for upstream ends when the next write
 * to the client is due.
 */
public final class AnswerRelay {

    /** Limits every wait, because the deadline can become earlier during a wait. */
    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    private static final Failed CUT_OFF = Failed.brokenOff(UpstreamFailure.TIMED_OUT);

    private final AnswerWriter client;
    private final StreamCheckpoints checkpoints;
    private final Deadline deadline;
    private final ToolCallIds toolCallIds;
    private final Alarms alarms;
    private final ChatRules rules;

    public AnswerRelay(
            AnswerWriter client,
            StreamCheckpoints checkpoints,
            Deadline deadline,
            ToolCallIds toolCallIds,
            Alarms alarms,
            ChatRules rules) {
        this.client = client;
        this.checkpoints = checkpoints;
        this.deadline = deadline;
        this.toolCallIds = toolCallIds;
        this.alarms = alarms;
        this.rules = rules;
    }

    public boolean isTimeUp() {
        return deadline.remaining().compareTo(rules.settleMargin()) <= 0;
    }

    /**
     * Makes the call and relays it until it ends or the deadline passes. Never throws: what was received before a failure is billed.
     *
     * @param before the attempts that failed
     * @return these and the new one
     */
    public Attempts relay(Upstream upstream, UpstreamRequest request, Attempts before) {
        var received = new ReceivedAnswer(request.candidate(), toolCallIds);
        var failed = relay(upstream, request, before, received);
        if (failed == null) {
            received.missingArguments().forEach(client::write);
        }
        client.flush();
        var attempts = before.with(received.attempt(failed, client.firstToken()));
        if (failed != null) {
            client.startOver();
        }
        return attempts;
    }

    private @Nullable Failed relay(
            Upstream upstream, UpstreamRequest request, Attempts before, ReceivedAnswer received) {
        try (var call = upstream.open(request)) {
            return relay(call, before, received);
        } catch (RuntimeException e) {
            alarms.raise(Alarm.INTERNAL_ERROR, e.getClass().getName());
            return Failed.brokenOff(UpstreamFailure.UNAVAILABLE);
        }
    }

    private @Nullable Failed relay(UpstreamCall call, Attempts before, ReceivedAnswer received) {
        while (!isTimeUp()) {
            var event = call.next(patience());
            if (event.isPresent()) {
                switch (event.get()) {
                    case UpstreamEvent.TextDelta(var text) -> client.write(received.text(text));
                    case UpstreamEvent.ReasoningDelta(var text) -> received.reasoning(text);
                    case UpstreamEvent.ToolCallDelta delta ->
                        received.toolCall(delta).ifPresent(client::write);
                    case UpstreamEvent.Usage usage -> received.usage(usage);
                    case UpstreamEvent.Finished(var reason) -> received.finished(reason);
                    case UpstreamEvent.Ended() -> {
                        return received.isBlank() ? Failed.brokenOff(UpstreamFailure.UNAVAILABLE) : null;
                    }
                    case Failed failed -> {
                        return failed;
                    }
                }
            }
            client.writeIfDue();
            checkpoints.keepIfDue(() -> before.with(received.attempt(CUT_OFF, client.firstToken())));
        }
        // An answer that has finished is complete, although its usage is missing.
        return received.hasFinished() ? null : CUT_OFF;
    }

    private Duration patience() {
        var wait = client.untilNextWrite();
        var bounded = wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
        return bounded.isNegative() ? Duration.ZERO : bounded;
    }
}
