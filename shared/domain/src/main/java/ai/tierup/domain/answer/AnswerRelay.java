package ai.tierup.domain.answer;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.tier.Tier;
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
    private static final Failed SILENT = Failed.brokenOff(UpstreamFailure.SILENT);
    private static final Failed INCOMPLETE = Failed.brokenOff(UpstreamFailure.UNAVAILABLE);

    private final AnswerWriter client;
    private final StreamCheckpoints checkpoints;
    private final Deadline deadline;
    private final Duration firstToken;
    private final Replacements replacements;
    private final Alarms alarms;
    private final ChatRules rules;
    private Silence silence;

    /** @param tier the tier that the answers belong to */
    public AnswerRelay(
            AnswerWriter client,
            StreamCheckpoints checkpoints,
            Deadline deadline,
            Tier tier,
            Replacements replacements,
            Alarms alarms,
            ChatRules rules) {
        this.client = client;
        this.checkpoints = checkpoints;
        this.deadline = deadline;
        this.firstToken = rules.timeouts().first(tier);
        this.replacements = replacements;
        this.alarms = alarms;
        this.rules = rules;
        this.silence = client.startSilence();
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
        silence = client.startSilence();
        return relayOn(upstream, request, before);
    }

    /**
     * Makes another call to the candidate that has just refused one, as {@link #relay}. The time that it took to refuse is a part of its
     * silence, or the client would wait twice as long for the next candidate.
     */
    public Attempts relayAgain(Upstream upstream, UpstreamRequest request, Attempts before) {
        return relayOn(upstream, request, before);
    }

    private Attempts relayOn(Upstream upstream, UpstreamRequest request, Attempts before) {
        var received = new ReceivedAnswer(request.candidate(), replacements);
        var failed = relay(upstream, request, before, received);
        if (failed == null) {
            received.missingArguments().forEach(client::write);
            received.newReasoning().ifPresent(client::write);
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
            var allowed = allowedSilence(received);
            var next = call.next(patience(silence.left(allowed)));
            if (next.isPresent()) {
                var event = next.get();
                switch (event) {
                    case UpstreamEvent.TextDelta(var text) -> write(received, received.text(text));
                    case UpstreamEvent.ReasoningDelta(var text) -> received.reasoning(text);
                    case UpstreamEvent.ToolCallDelta delta ->
                        received.toolCall(delta).ifPresent(piece -> write(received, piece));
                    case UpstreamEvent.ReasoningState(var piece) -> received.reasoningState(piece);
                    case UpstreamEvent.Usage usage -> received.usage(usage);
                    case UpstreamEvent.Finished(var reason) -> received.finished(reason);
                    case UpstreamEvent.Ended() -> {
                        return received.hasFinished() ? null : INCOMPLETE;
                    }
                    case Failed failed -> {
                        return failed;
                    }
                }
            }
            client.writeIfDue();
            checkpoints.keepIfDue(() -> before.with(received.attempt(CUT_OFF, client.firstToken())));
            if (next.filter(UpstreamEvent::isToken).isPresent()) {
                silence.restart();
            } else if (!silence.left(allowed).isPositive()) {
                return received.hasFinished() ? null : SILENT;
            }
        }
        // An answer that has finished is complete, although its usage is missing.
        return received.hasFinished() ? null : CUT_OFF;
    }

    /** The state of reasoning waits for what follows it: alone, it would be the first piece of an answer that may still fail. */
    private void write(ReceivedAnswer received, AnswerDelta delta) {
        received.newReasoning().ifPresent(client::write);
        client.write(delta);
    }

    /** As long as the client has nothing, another candidate may still answer, which is asked early. */
    private Duration allowedSilence(ReceivedAnswer received) {
        if (received.hasFinished()) {
            return rules.timeouts().end();
        }
        return client.hasDelivered() || received.hasToolCalls()
                ? rules.timeouts().next()
                : firstToken;
    }

    private Duration patience(Duration silenceLeft) {
        var wait = shorter(shorter(client.untilNextWrite(), silenceLeft), MAX_WAIT);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
