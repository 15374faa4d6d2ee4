package ai.tierup.domain.alert;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Delivers alerts that are due, at least once each. Before an attempt, the delivery is put off to the time of the next one, so that one
 * of several runs makes the attempt, and a crash only delays it. After the last attempt, the audit log says that it was given up.
 */
public final class SendAlerts {

    /** Sent side by side, so that a receiver that never answers delays the others by one timeout only. */
    private static final int BATCH_SIZE = 50;

    private final Deliveries deliveries;
    private final AlertChannels channels;
    private final AuditTrail trail;
    private final Alarms alarms;
    private final InstantSource clock;
    private final Executor executor;

    public SendAlerts(
            Deliveries deliveries,
            AlertChannels channels,
            AuditTrail trail,
            Alarms alarms,
            InstantSource clock,
            Executor executor) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.trail = trail;
        this.alarms = alarms;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * The result of a run.
     *
     * @param sent number of deliveries that were accepted
     * @param failed number of attempts that failed
     * @param dropped number of deliveries that were given up
     */
    public record Run(int sent, int failed, int dropped) {}

    private enum Result {
        SENT,
        FAILED,
        DROPPED,
        SKIPPED,
        ERROR
    }

    /** @param timeIsUp checked between batches */
    public Run run(BooleanSupplier timeIsUp) {
        var results = new EnumMap<Result, Integer>(Result.class);
        while (true) {
            var batch = deliveries.due(clock.instant(), BATCH_SIZE);
            var errorsBefore = count(results, Result.ERROR);
            attempt(batch).forEach(result -> results.merge(result, 1, Integer::sum));
            // A delivery that cannot be put off would be read again and again.
            var isStuck = count(results, Result.ERROR) > errorsBefore;
            if (batch.size() < BATCH_SIZE || isStuck || timeIsUp.getAsBoolean()) {
                return new Run(
                        count(results, Result.SENT),
                        count(results, Result.FAILED) + count(results, Result.ERROR),
                        count(results, Result.DROPPED));
            }
        }
    }

    private static int count(Map<Result, Integer> results, Result result) {
        return results.getOrDefault(result, 0);
    }

    private List<Result> attempt(List<Delivery> batch) {
        return batch.stream()
                .map(delivery -> CompletableFuture.supplyAsync(() -> attempt(delivery), executor))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Makes one attempt. A delivery that fails must not keep back the others. */
    private Result attempt(Delivery due) {
        try {
            if (due.isExhausted()) {
                return drop(due);
            }
            var attempted = due.attempted(clock.instant());
            return deliveries.replace(due, attempted) ? send(attempted) : Result.SKIPPED;
        } catch (RuntimeException e) {
            alarms.raise(Alarm.JOB_FAILED, "deliveries " + e.getClass().getName());
            return Result.ERROR;
        }
    }

    private Result send(Delivery delivery) {
        return switch (channels.send(delivery)) {
            case SENT -> {
                deliveries.remove(delivery);
                yield Result.SENT;
            }
            case UNWANTED -> {
                deliveries.remove(delivery);
                yield Result.SKIPPED;
            }
            case FAILED -> delivery.isExhausted() ? drop(delivery) : Result.FAILED;
        };
    }

    private Result drop(Delivery delivery) {
        trail.record(
                Origin.SERVICE,
                delivery.account(),
                AuditAction.ALERT_DROPPED,
                delivery.id().publicName());
        deliveries.remove(delivery);
        return Result.DROPPED;
    }
}
