package ai.tierup.operator.evaluate;

import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.operator.grading.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Has a candidate do a task, through the same code that calls models for customers. Used once. */
final class TaskCall {

    /** The user that upstream sees. Simulated models do their best for it. */
    private static final String USER = "evaluation";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Candidate candidate;
    private final Task task;
    private final Money largestCost;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Call> calls = new TreeMap<>();
    private UpstreamEvent.@Nullable Usage usage;

    private static final class Call {
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    /** @param largestCost the most that the call can cost */
    TaskCall(Candidate candidate, Task task, Money largestCost) {
        this.candidate = candidate;
        this.task = task;
        this.largestCost = largestCost;
    }

    /**
     * What came of a call.
     *
     * @param failure null if the candidate answered
     * @param cost what we pay; the most that it can be if nobody says
     * @param outputTokens neutral tokens, with reasoning
     * @param retryAfter how long upstream asks us to wait before the next call; null if it does not
     */
    record Outcome(
            Answer answer,
            @Nullable UpstreamFailure failure,
            Money cost,
            long outputTokens,
            @Nullable Duration retryAfter) {}

    Outcome run(Upstream upstream, TokenCounter counter) {
        var conversation = task.conversation()
                .withOnly(candidate::takes)
                .with(candidate.effortFor(task.conversation().sampling().reasoningEffort()));
        var request = new UpstreamRequest(
                candidate, conversation, candidate.nativeCap(task.maxOutputTokens()), USER, null, Map.of());
        try (var call = upstream.open(request)) {
            while (true) {
                var event = call.next(PATIENCE);
                if (event.isEmpty()) {
                    return failed(UpstreamEvent.Failed.brokenOff(UpstreamFailure.SILENT), counter);
                }
                switch (event.get()) {
                    case UpstreamEvent.TextDelta(var piece) -> text.append(piece);
                    case UpstreamEvent.ToolCallDelta delta -> add(delta);
                    case UpstreamEvent.Usage reported -> usage = reported;
                    case UpstreamEvent.Failed failure -> {
                        return failed(failure, counter);
                    }
                    case UpstreamEvent.Ended ended -> {
                        return new Outcome(answer(), null, cost(true), outputTokens(counter), null);
                    }
                    case UpstreamEvent.ReasoningDelta reasoning -> {}
                    case UpstreamEvent.ReasoningState state -> {}
                    case UpstreamEvent.Finished finished -> {}
                }
            }
        }
    }

    private void add(UpstreamEvent.ToolCallDelta delta) {
        var call = calls.computeIfAbsent(delta.index(), index -> new Call());
        if (delta.name() != null) {
            call.name = delta.name();
        }
        call.arguments.append(delta.argumentsPart());
    }

    private Outcome failed(UpstreamEvent.Failed failed, TokenCounter counter) {
        return new Outcome(
                answer(), failed.failure(), cost(failed.mayHaveCost()), outputTokens(counter), failed.retryAfter());
    }

    private Answer answer() {
        return new Answer(
                text.toString(),
                calls.values().stream()
                        .map(call -> new Part.ToolCall("", call.name, call.arguments.toString()))
                        .toList());
    }

    private Money cost(boolean mayHaveCost) {
        if (usage == null) {
            return mayHaveCost ? largestCost : Money.ZERO;
        }
        var tokens = usage.tokens();
        return usage.cost() == null
                ? candidate.largestCost(tokens.promptTokens(), tokens.completionTokens())
                : usage.cost();
    }

    private long outputTokens(TokenCounter counter) {
        var tokens = usage == null ? TokenUsage.NONE : usage.tokens();
        var answer = answer();
        return counter.countAnswer(answer.text(), answer.calls())
                + candidate.nativeRatio().neutral(tokens.reasoningTokens());
    }
}
