package ai.tierup.domain.proof;

/**
 * One execution environment of the function.
 *
 * @param today day by its clock
 * @param lease the lease that it spends from
 * @param leasing day of a lease that a shard has granted but whose answer has not arrived; {@link #NO_DAY} when there is none
 * @param request state of the request that it serves
 * @param drawnOn day of the request's hold; {@link #NO_DAY} when there is none
 */
record Environment(int today, Lease lease, int leasing, Request request, int drawnOn) {

    static final int NO_DAY = -1;

    /** @param left amount left; zero when there is no lease */
    record Lease(int day, int left) {

        static final Lease NONE = new Lease(0, 0);

        Lease plus(int amount) {
            return new Lease(day, left + amount);
        }
    }

    enum Request {
        NONE,
        /** The hold is drawn from the lease, and its placement is sent. */
        PLACING,
        /** The hold is placed, and the answer is being generated. */
        HOLDING,
        /** A second candidate generates the answer, after a second draw. */
        HOLDING_TWICE
    }

    static Environment fresh(int today) {
        return new Environment(today, Lease.NONE, NO_DAY, Request.NONE, NO_DAY);
    }

    boolean isLeasing() {
        return leasing != NO_DAY;
    }

    Environment pastMidnight() {
        return new Environment(today + 1, lease, leasing, request, drawnOn);
    }

    Environment askingOn(int day) {
        return new Environment(today, lease, day, request, drawnOn);
    }

    /** Adds the granted amount to a lease of the same day, or replaces a lease of another day by it. */
    Environment granted(int amount) {
        var larger = lease.day() == leasing ? lease.plus(amount) : new Lease(leasing, amount);
        return new Environment(today, larger, NO_DAY, request, drawnOn);
    }

    Environment drawing(int amount) {
        return new Environment(today, lease.plus(-amount), leasing, Request.PLACING, today);
    }

    Environment placed() {
        return new Environment(today, lease, leasing, Request.HOLDING, drawnOn);
    }

    Environment drawingAgain(int amount) {
        return new Environment(today, lease.plus(-amount), leasing, Request.HOLDING_TWICE, drawnOn);
    }

    Environment idle() {
        return new Environment(today, lease, leasing, Request.NONE, NO_DAY);
    }

    Environment with(Lease changed) {
        return new Environment(today, changed, leasing, request, drawnOn);
    }
}
