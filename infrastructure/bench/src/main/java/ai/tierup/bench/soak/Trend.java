package ai.tierup.bench.soak;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How a figure changed over time: the median slope of all pairs of readings (Theil and Sen), which a few outliers do not change.
 *
 * @param median of all readings
 * @param growth from the first reading to the last, on the line with that slope
 */
record Trend(double median, double growth) {

    static Trend of(List<Vitals> series, ToLongFunction<Vitals> figure) {
        var slopes = new double[series.size() * (series.size() - 1) / 2];
        var next = 0;
        for (var later = 1; later < series.size(); later++) {
            for (var earlier = 0; earlier < later; earlier++) {
                var seconds =
                        seconds(series.get(later).at().minus(series.get(earlier).at()));
                var change = figure.applyAsLong(series.get(later)) - figure.applyAsLong(series.get(earlier));
                slopes[next++] = change / seconds;
            }
        }
        var length = seconds(series.getLast().at().minus(series.getFirst().at()));
        return new Trend(median(series.stream().mapToDouble(figure::applyAsLong).toArray()), median(slopes) * length);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        var middle = values.length / 2;
        return values.length == 0
                ? 0
                : values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
