package ai.tierup.domain.account;

import java.time.LocalDate;

/** A span of UTC days over which the spending of a key is limited. Its counter starts at zero on its first day. Shorter ones come first. */
public enum Window {
    DAY {
        @Override
        public LocalDate startOf(LocalDate day) {
            return day;
        }

        @Override
        public LocalDate endOf(LocalDate day) {
            return day.plusDays(1);
        }
    },

    MONTH {
        @Override
        public LocalDate startOf(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        public LocalDate endOf(LocalDate day) {
            return startOf(day).plusMonths(1);
        }
    };

    /** The first day of the window that contains {@code day}. */
    public abstract LocalDate startOf(LocalDate day);

    /** The first day after the window that contains {@code day}. */
    public abstract LocalDate endOf(LocalDate day);

    /** Returns whether both days are in the same window. */
    public boolean containsBoth(LocalDate one, LocalDate other) {
        return startOf(one).equals(startOf(other));
    }
}
