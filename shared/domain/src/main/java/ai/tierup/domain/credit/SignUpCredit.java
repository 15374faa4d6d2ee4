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
        var first = toppedUp ? amount : FIRST_RELEASE.atMost(amount);
        return new SignUpCredit(account, amount, openedAt, Status.ACTIVE, day, 1, first, toppedUp);
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
        var held = amount.minus(released);
        return switch (status) {
            case WAITING -> granted(LocalDate.EPOCH).released;
            case ACTIVE -> toppedUp ? held : DAILY_RELEASE.atMost(held);
            case ENDED -> Money.ZERO;
        };
    }

    private void expect(Status expected) {
        if (status != expected) {
            throw new IllegalStateException("The credit of " + account + " is " + status);
        }
    }
}
