package ai.tierup.domain.assess;

/** The standard normal distribution. */
final class Normal {

    private static final double LARGEST = 8;
    private static final int HALVINGS = 60;

    private Normal() {}

    /** The value below which a share {@code probability} lies, such as 1.645 for 0.95. */
    static double quantile(double probability) {
        var low = -LARGEST;
        var high = LARGEST;
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            if (below(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The share below {@code x}, by the series of Marsaglia (2004), whose terms end when they no longer change the sum. */
    private static double below(double x) {
        var sum = x;
        var term = x;
        for (var i = 3; sum + term != sum || i == 3; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
