package ai.tierup.operator.evaluate;

import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of an evaluation that have not been made yet, a few at a time. All candidates do a task before the next one begins, so what
 * was done when it stops can be compared.
 */
final class RunEvaluation {

    private static final int PARALLEL = 4;
    private static final int REPORTS = 20;
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final Evaluation evaluation;
    private final Upstream upstream;
    private final TokenCounter counter;
    private final RunLog log;
    private final Spending spending;
    private final PrintStream out;
    private final Queue<Call> waiting = new ArrayDeque<>();
    private final ConcurrentMap<String, int[]> callsAndFailures = new ConcurrentHashMap<>();
    private @Nullable String stopped;
    private int done;

    private record Call(Candidate candidate, Task task, Run.Key key) {}

    RunEvaluation(
            Evaluation evaluation,
            Upstream upstream,
            TokenCounter counter,
            RunLog log,
            Spending spending,
            PrintStream out) {
        this.evaluation = evaluation;
        this.upstream = upstream;
        this.counter = counter;
        this.log = log;
        this.spending = spending;
        this.out = out;
    }

    /**
     * Makes the calls.
     *
     * @return why it stopped before the end; null if all calls were made
     */
    @Nullable
    String run() throws InterruptedException {
        queue();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < PARALLEL; i++) {
            threads.add(Thread.ofVirtual().start(this::work));
        }
        for (var thread : threads) {
            thread.join();
        }
        return stopped;
    }

    private void queue() {
        log.runs().forEach(this::count);
        for (var number = 1; number <= evaluation.runs(); number++) {
            for (var task : evaluation.tasks().tasks()) {
                for (var candidate : evaluation.candidates()) {
                    var key = new Run.Key(candidate.name(), task.id(), number);
                    if (log.has(key)) {
                        done++;
                    } else {
                        waiting.add(new Call(candidate, task, key));
                    }
                }
            }
        }
    }

    private void work() {
        try {
            for (var call = next(); call != null; call = next()) {
                if (isGivenUp(call.candidate())) {
                    continue;
                }
                var most = evaluation.most(call.candidate(), call.task());
                if (!spending.reserve(most)) {
                    stop("the next call could exceed the spend limit");
                    return;
                }
                make(call, most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            stop("of a failure: " + e);
        }
    }

    private synchronized @Nullable Call next() {
        return stopped == null ? waiting.poll() : null;
    }

    private synchronized void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
        }
    }

    private void make(Call call, Money most) throws InterruptedException {
        log.started(call.key(), most);
        var outcome = new TaskCall(call.candidate(), call.task(), most).run(upstream, counter);
        if (outcome.failure() == UpstreamFailure.REFUSED_US) {
            end(call, most, outcome.cost());
            stop("the provider refuses our account: its key, its balance or a limit");
            return;
        }
        if (outcome.retryAfter() != null) {
            // It asked us to slow down, which says nothing about its answers.
            end(call, most, outcome.cost());
            Thread.sleep(outcome.retryAfter().compareTo(MAX_WAIT) > 0 ? MAX_WAIT : outcome.retryAfter());
            if (!spending.reserve(most)) {
                stop("the next call could exceed the spend limit");
                return;
            }
            log.started(call.key(), most);
            outcome = new TaskCall(call.candidate(), call.task(), most).run(upstream, counter);
        }
        finish(call, most, outcome);
    }

    private void end(Call call, Money most, Money cost) {
        spending.settle(most, cost);
        log.dropped(call.key(), cost);
    }

    private void finish(Call call, Money most, TaskCall.Outcome outcome) {
        var failure = outcome.failure();
        var run = new Run(
                call.key(),
                failure == null && call.task().grader().isRight(outcome.answer()),
                failure == null || failure == UpstreamFailure.CONTENT_POLICY ? null : failure.name(),
                outcome.cost(),
                counter.count(call.task().conversation()),
                outcome.outputTokens());
        spending.settle(most, outcome.cost());
        log.finished(run);
        count(run);
        report();
    }

    private void count(Run run) {
        callsAndFailures.compute(run.key().candidate(), (name, counts) -> {
            var failed = run.failure() == null ? 0 : 1;
            return counts == null ? new int[] {1, failed} : new int[] {counts[0] + 1, counts[1] + failed};
        });
    }

    private boolean isGivenUp(Candidate candidate) {
        var counts = callsAndFailures.get(candidate.name());
        return !candidate.equals(evaluation.incumbent())
                && counts != null
                && evaluation.assess().isHopeless(counts[1], counts[0]);
    }

    /** The candidates that fail too often, and do not go on. */
    List<Candidate> givenUp() {
        return evaluation.challengers().stream().filter(this::isGivenUp).toList();
    }

    private synchronized void report() {
        done++;
        var step = Math.max(1, evaluation.calls() / REPORTS);
        if (done % step == 0) {
            out.printf("  %5d of %d calls, %s%n", done, evaluation.calls(), spending.spent());
        }
    }
}
