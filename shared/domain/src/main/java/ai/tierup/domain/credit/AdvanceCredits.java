package ai.tierup.domain.credit;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.credit.SignUpCredits.ReleaseAnswer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Releases what is due of all sign-up credits, ends those that are over, and grants those that wait, the oldest first, within the day's
 * grants. It may run late, twice, or concurrently with itself; the next run continues where this one stopped.
 */
public final class AdvanceCredits {

    private static final int PAGE_SIZE = 50;

    private final SignUpCredits credits;
    private final GrantCredit grantCredit;
    private final ReleaseCredit releaseCredit;
    private final EndCredit endCredit;
    private final Alarms alarms;
    private final InstantSource clock;

    public AdvanceCredits(
            SignUpCredits credits,
            GrantCredit grantCredit,
            ReleaseCredit releaseCredit,
            EndCredit endCredit,
            Alarms alarms,
            InstantSource clock) {
        this.credits = credits;
        this.grantCredit = grantCredit;
        this.releaseCredit = releaseCredit;
        this.endCredit = endCredit;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * The result of a run.
     *
     * @param released number of parts released, not counting the first ones
     * @param ended number of credits that ended
     * @param granted number of credits that were waiting
     * @param failures number of credits that could not be read or written, and stay for the next run
     * @param complete whether there was time for all of them
     */
    public record Run(int released, int ended, int granted, int failures, boolean complete) {}

    /** @param timeIsUp checked before each credit */
    public Run run(BooleanSupplier timeIsUp) {
        var pass = new Pass(timeIsUp);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        pass.forEach(after -> credits.due(today, after, PAGE_SIZE), credit -> pass.advance(credit, today));
        pass.forEach(after -> credits.waiting(after, PAGE_SIZE), pass::grant);
        return pass.result();
    }

    /** One run. */
    private final class Pass {

        private final BooleanSupplier timeIsUp;
        private int released;
        private int ended;
        private int granted;
        private int failures;
        private boolean isGrantsUsedUp;
        private boolean isCutShort;

        Pass(BooleanSupplier timeIsUp) {
            this.timeIsUp = timeIsUp;
        }

        void forEach(Function<@Nullable SignUpCredit, List<SignUpCredit>> list, Consumer<SignUpCredit> step) {
            @Nullable SignUpCredit last = null;
            while (true) {
                var page = list.apply(last);
                for (var credit : page) {
                    isCutShort |= timeIsUp.getAsBoolean();
                    if (isCutShort || isGrantsUsedUp) {
                        return;
                    }
                    attempt(credit, step);
                    last = credit;
                }
                if (page.size() < PAGE_SIZE) {
                    return;
                }
            }
        }

        /** Runs a step. A credit that fails must not keep back the others. */
        private void attempt(SignUpCredit credit, Consumer<SignUpCredit> step) {
            try {
                step.accept(credit);
            } catch (RuntimeException e) {
                failures++;
                alarms.raise(Alarm.JOB_FAILED, "credits " + e.getClass().getName());
            }
        }

        void advance(SignUpCredit credit, LocalDate today) {
            if (credit.isOver(today)) {
                ended += endCredit.end(credit) ? 1 : 0;
            } else {
                released += releaseCredit.releaseDue(credit);
            }
        }

        void grant(SignUpCredit credit) {
            var answer = grantCredit.grant(credit);
            granted += answer instanceof ReleaseAnswer.Released ? 1 : 0;
            isGrantsUsedUp = answer instanceof ReleaseAnswer.GrantsUsedUp;
        }

        Run result() {
            return new Run(released, ended, granted, failures, !isCutShort);
        }
    }
}
