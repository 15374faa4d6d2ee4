package ai.tierup.domain.autotopup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How far an account's automatic top-ups have come.
 *
 * @param running null when no charge is running
 * @param day the UTC day that {@code charged} is about
 * @param charged number of charges on that day that have not failed
 * @param failures number of failed charges since the last successful one
 * @param notBefore the earliest time of the next charge
 * @param pausedBy null unless they have paused
 */
public record Progress(
        @Nullable RunningCharge running,
        LocalDate day,
        int charged,
        int failures,
        Instant notBefore,
        @Nullable PauseReason pausedBy) {

    /** After so many failed charges in a row, automatic top-ups pause. */
    public static final int MAX_FAILURES = 3;

    /** The wait after a failed charge. */
    static final Duration RETRY_WAIT = Duration.ofHours(1);

    public static final Progress NONE = new Progress(null, LocalDate.EPOCH, 0, 0, Instant.EPOCH, null);

    /** Number of charges on {@code today}, which is not before the last day with a charge. */
    public int chargedOn(LocalDate today) {
        return day.isBefore(today) ? 0 : charged;
    }

    /** Returns whether a charge may be made. By a clock that is behind the one of the last charge, none may, so that no day gets too many. */
    boolean allows(Instant now, int maxPerDay) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return pausedBy == null && !now.isBefore(notBefore) && !today.isBefore(day) && chargedOn(today) < maxPerDay;
    }

    Progress started(RunningCharge charge) {
        return new Progress(charge, charge.day(), chargedOn(charge.day()) + 1, failures, notBefore, pausedBy);
    }

    Progress succeeded() {
        return new Progress(null, day, charged, 0, notBefore, null);
    }

    /** The charge was never made, or is made after all, and counts for this reason. */
    Progress expired() {
        return new Progress(null, day, charged, failures, notBefore, pausedBy);
    }

    Progress failed(RunningCharge charge, Instant now) {
        var more = failures + 1;
        return new Progress(
                null,
                day,
                uncounted(charge),
                more,
                now.plus(RETRY_WAIT),
                more < MAX_FAILURES ? null : PauseReason.DECLINED);
    }

    Progress unconfirmed(RunningCharge charge) {
        return new Progress(null, day, uncounted(charge), failures + 1, notBefore, PauseReason.AUTHENTICATION_REQUIRED);
    }

    /** The customer has replaced the method since, or given it up, so its failure says nothing of the present one. */
    Progress failedWithReplacedMethod(RunningCharge charge) {
        return new Progress(null, day, uncounted(charge), failures, notBefore, pausedBy);
    }

    private int uncounted(RunningCharge charge) {
        return charge.day().equals(day) ? charged - 1 : charged;
    }

    /** Forgets failures. What runs and what was charged stays. */
    Progress resumed() {
        return new Progress(running, day, charged, 0, Instant.EPOCH, null);
    }
}
