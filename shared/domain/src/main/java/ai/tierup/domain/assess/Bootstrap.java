package ai.tierup.domain.assess;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Intervals of figures that have no formula, such as a ratio of costs: the figure is computed again for many draws of the tasks. */
final class Bootstrap {

    private static final int DRAWS = 4_000;

    /** Fixed, so that a report says the same whenever it is written. */
    private static final long SEED = 20_261_129;

    private Bootstrap() {}

    /**
     * @param tasks the number of tasks, at least 1
     * @param error the probability with which the true figure may be below the interval, and the same above it
     * @param figure computes the figure of the tasks with these indexes, some of which may occur several times
     */
    static Interval interval(int tasks, double error, ToDoubleFunction<int[]> figure) {
        var all = new int[tasks];
        Arrays.setAll(all, index -> index);
        var random = new SplittableRandom(SEED);
        var figures = new double[DRAWS];
        var drawn = new int[tasks];
        for (var draw = 0; draw < DRAWS; draw++) {
            Arrays.setAll(drawn, index -> random.nextInt(tasks));
            figures[draw] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        var out = (int) Math.floor(DRAWS * error);
        return new Interval(figures[out], figure.applyAsDouble(all), figures[DRAWS - 1 - out]);
    }
}
