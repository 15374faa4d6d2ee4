package ai.tierup.domain.proof;

/**
 * One execution environment of the function.
 *
 * @param today what its clock says
 * @param lease what it may spend without asking
 * @param leasing the day of the lease that a shard has granted and whose answer is on its way; {@link #NOT} when there is none
 * @param request how far the request is that it serves
 * @param drawnOn the day of the request's hold
 */
record Environment(int today, Lease lease, int leasing, Request request, int drawnOn) {

    static final int NOT = -1;

    /** @param left zero when there is none */
    record Lease(int day, int left) {

        static final Lease NONE = new Lease(0, 0);

        Lease plus(int amount) {
            return new Lease(day, left + amount);
        }
    }

    enum Request {
        NONE,
        /** The hold is drawn from the lease, and its place is sent. */
        PLACING,
        /** The hold is placed, the answer is being generated. */
        HOLDING
    }

    static Environment fresh(int today) {
        return new Environment(today, Lease.NONE, NOT, Request.NONE, NOT);
    }

    boolean isLeasing() {
        return leasing != NOT;
    }

    Environment pastMidnight() {
        return new Environment(today + 1, lease, leasing, request, drawnOn);
    }

    Environment askingOn(int day) {
        return new Environment(today, lease, day, request, drawnOn);
    }

    /** With the answer's lease: more of the same day, or in place of another day's. */
    Environment granted(int amount) {
        var larger = lease.day() == leasing ? lease.plus(amount) : new Lease(leasing, amount);
        return new Environment(today, larger, NOT, request, drawnOn);
    }

    Environment drawing(int amount) {
        return new Environment(today, lease.plus(-amount), leasing, Request.PLACING, today);
    }

    Environment placed() {
        return new Environment(today, lease, leasing, Request.HOLDING, drawnOn);
    }

    Environment idle() {
        return new Environment(today, lease, leasing, Request.NONE, NOT);
    }

    Environment with(Lease changed) {
        return new Environment(today, changed, leasing, request, drawnOn);
    }
}
