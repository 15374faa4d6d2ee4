package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credit that an account got by signing up. It is released to the wallet in parts: one at once, then one a UTC day, or all of the rest
 * after a top-up. It ends after 90 days.
 *
 * @param amount all of it, released or not
 * @param openedAt when the account was opened; credits that wait are granted in this order
 * @param grantedOn UTC day on which it was granted; null while it waits
 * @param releases number of parts released so far
 * @param released sum of the parts released so far
 * @param toppedUp whether the customer has paid for a top-up, so that nothing is held back
 */
public record SignUpCredit(
        AccountId account,
        Money amount,
        Instant openedAt,
        Status status,
        @Nullable LocalDate grantedOn,
        int releases,
        Money released,
        boolean toppedUp) {

    /** The amount of a new credit. */
    public static final Money AMOUNT = Money.ofUsd("25");

    private static final Money FIRST_RELEASE = Money.ofUsd("1");
    private static final Money DAILY_RELEASE = Money.ofUsd("2");
    private static final int LIFE_DAYS = 90;

    /** The states of a credit, in their order. */
    public enum Status {
        /** The day's grants were used up when the account was opened. Nothing is released yet. */
        WAITING,
        /** Granted. Parts of it are in the wallet. */
        ACTIVE,
        /** Over before its time, because the account was deleted. It becomes {@link #ENDED} once no request uses it. */
        ENDING,
        /** Over. What was left of it in the wallet was taken back. */
        ENDED
    }

    /** Creates a credit that is granted later. */
    public static SignUpCredit waiting(AccountId account, Instant openedAt) {
        return new SignUpCredit(account, AMOUNT, openedAt, Status.WAITING, null, 0, Money.ZERO, false);
    }

    /** Returns this credit, granted on {@code day} with its first part released. */
    public SignUpCredit granted(LocalDate day) {
        expect(Status.WAITING);
        return new SignUpCredit(account, amount, openedAt, Status.ACTIVE, day, 1, firstRelease(), toppedUp);
    }

    /** The first day on which it is over; empty while it waits. */
    public Optional<LocalDate> endsOn() {
        return Optional.ofNullable(grantedOn).map(day -> day.plusDays(LIFE_DAYS));
    }

    /** The day on which the next part is released; empty while it waits, and when there is no further part. */
    public Optional<LocalDate> nextReleaseOn() {
        return Optional.ofNullable(grantedOn)
                .map(day -> day.plusDays(releases))
                .filter(day -> status == Status.ACTIVE && !nextRelease().isZero());
    }

    /** The amount of the next part; zero when there is none. */
    public Money nextRelease() {
        return switch (status) {
            case WAITING -> firstRelease();
            case ACTIVE -> DAILY_RELEASE.atMost(held());
            case ENDING, ENDED -> Money.ZERO;
        };
    }

    private Money firstRelease() {
        return toppedUp ? amount : FIRST_RELEASE.atMost(amount);
    }

    private Money held() {
        return amount.minus(released);
    }

    /** The day from which on the service has something to do for it: a release or the end. Empty while it waits, and when it is over. */
    public Optional<LocalDate> dueOn() {
        return switch (status) {
            case ACTIVE -> nextReleaseOn().or(this::endsOn);
            case ENDING -> Optional.ofNullable(grantedOn);
            case WAITING, ENDED -> Optional.empty();
        };
    }

    /** Whether a top-up would release more of it. */
    boolean isHeldBack(LocalDate today) {
        return switch (status) {
            case WAITING -> !toppedUp;
            case ACTIVE -> !isOver(today) && !held().isZero();
            case ENDING, ENDED -> false;
        };
    }

    boolean isReleaseDue(LocalDate today) {
        return !isOver(today)
                && nextReleaseOn().filter(day -> !day.isAfter(today)).isPresent();
    }

    boolean isOver(LocalDate today) {
        return status == Status.ENDING
                || endsOn().filter(day -> !day.isAfter(today)).isPresent();
    }

    /** Returns this credit with its next part released. */
    public SignUpCredit withNextRelease() {
        expect(Status.ACTIVE);
        return with(releases + 1, released.plus(nextRelease()), toppedUp);
    }

    /** Returns this credit after a top-up: with all of it released, or, while it waits, with all of it in its first part. */
    public SignUpCredit afterTopUp() {
        return switch (status) {
            case WAITING -> with(releases, released, true);
            case ACTIVE -> with(releases + 1, amount, true);
            case ENDING, ENDED -> this;
        };
    }

    /** Returns this credit as it is when it is over. What is not released by then never is. */
    public SignUpCredit ended() {
        if (status != Status.ENDING) {
            expect(Status.ACTIVE);
        }
        return with(Status.ENDED);
    }

    /** Returns this credit after the deletion of its account. Of one that waits, nothing has to be taken back. */
    public SignUpCredit afterDeletion() {
        return switch (status) {
            case WAITING -> with(Status.ENDED);
            case ACTIVE -> with(Status.ENDING);
            case ENDING, ENDED -> this;
        };
    }

    private SignUpCredit with(Status other) {
        return new SignUpCredit(account, amount, openedAt, other, grantedOn, releases, released, toppedUp);
    }

    private SignUpCredit with(int newReleases, Money newReleased, boolean newToppedUp) {
        return new SignUpCredit(account, amount, openedAt, status, grantedOn, newReleases, newReleased, newToppedUp);
    }

    private void expect(Status expected) {
        if (status != expected) {
            throw new IllegalStateException("The credit of " + account + " is " + status);
        }
    }
}
