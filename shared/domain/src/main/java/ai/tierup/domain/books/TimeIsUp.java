package ai.tierup.domain.books;

import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The time of a run was up before all rows of an account were read. */
final class TimeIsUp extends RuntimeException {

    private static final long serialVersionUID = 1;

    private TimeIsUp() {
        super("the time of the run was up before all rows were read", null, false, false);
    }

    /** Returns a stream of {@code rows} that throws {@link TimeIsUp} instead of the next row once time is up. */
    static <T> Stream<T> limit(Stream<T> rows, BooleanSupplier timeIsUp) {
        return rows.peek(row -> {
            if (timeIsUp.getAsBoolean()) {
                throw new TimeIsUp();
            }
        });
    }
}
