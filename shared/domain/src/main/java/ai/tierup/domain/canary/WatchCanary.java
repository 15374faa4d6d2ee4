package ai.tierup.domain.canary;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.completion.ChatCall;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.tier.TierCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Counts the results of requests while there is a canary, and stops giving it to accounts in this process as soon as it is worse.
 * {@link JudgeCanary} then ends it for all. Nothing is counted before the client has its answer: a result of the canary is written at once,
 * those of the live version, which are many, at most every 10 s. Safe for concurrent use.
 */
public final class WatchCanary {

    private static final Duration LIVE_INTERVAL = Duration.ofSeconds(10);

    private final TierCatalogue catalogue;
    private final CanaryCounters counters;
    private final AnswerForm form;
    private final Alarms alarms;
    private final InstantSource clock;
    private Unwritten unwritten = new Unwritten(0, CanaryCounts.NONE, Instant.MIN);

    /**
     * Results that are not written yet.
     *
     * @param dueAt when they must be written
     */
    private record Unwritten(int revision, CanaryCounts counts, Instant dueAt) {}

    public WatchCanary(
            TierCatalogue catalogue, CanaryCounters counters, AnswerForm form, Alarms alarms, InstantSource clock) {
        this.catalogue = catalogue;
        this.counters = counters;
        this.form = form;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Has a request answered, and counts its results.
     *
     * @param complete answers the request to a sink
     */
    public ChatEnd watch(ChatCall call, AnswerSink client, Function<AnswerSink, ChatEnd> complete) {
        var account = call.key().account().value();
        var before = catalogue.published();
        if (before.canary() == null) {
            return complete.apply(client);
        }
        var watched = new WatchedAnswer(client, call.request().conversation(), form);
        var end = complete.apply(watched);
        if (end instanceof ChatEnd.Settled settled) {
            var arm = before.isCanary(account) ? Arm.CANARY : Arm.LIVE;
            count(before.pointers().revision(), CanaryCounts.of(arm, watched.counts(settled)), arm);
        }
        return end;
    }

    private void count(int revision, CanaryCounts counts, Arm arm) {
        try {
            var due = added(revision, counts, arm);
            if (!due.equals(CanaryCounts.NONE)
                    && counters.add(revision, due, clock.instant()).isWorse()) {
                catalogue.stopCanary(revision);
            }
        } catch (RuntimeException e) {
            // The customer has the answer, and a canary can be judged without this result.
            alarms.raise(Alarm.STORE_UNAVAILABLE, e.getClass().getName());
        }
    }

    /** Adds results to those that are not written yet. Returns what is to be written now. */
    private synchronized CanaryCounts added(int revision, CanaryCounts counts, Arm arm) {
        var now = clock.instant();
        var isNew = unwritten.revision() != revision;
        var all = isNew ? counts : unwritten.counts().plus(counts);
        var dueAt = isNew ? now.plus(LIVE_INTERVAL) : unwritten.dueAt();
        var isDue = arm == Arm.CANARY || !now.isBefore(dueAt);
        unwritten = isDue
                ? new Unwritten(revision, CanaryCounts.NONE, now.plus(LIVE_INTERVAL))
                : new Unwritten(revision, all, dueAt);
        return isDue ? all : CanaryCounts.NONE;
    }
}
