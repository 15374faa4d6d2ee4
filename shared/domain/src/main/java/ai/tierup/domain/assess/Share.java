package ai.tierup.domain.assess;

/** The Wilson interval of a share, which holds for small numbers and for shares near 0 and 1. */
final class Share {

    private Share() {}

    /**
     * @param of how many there are; at least 1
     * @param confidence such as 0.95
     */
    static Interval interval(double share, double of, double confidence) {
        var z = Normal.quantile((1 + confidence) / 2);
        var centre = share + z * z / (2 * of);
        var spread = z * Math.sqrt(share * (1 - share) / of + z * z / (4 * of * of));
        var scale = 1 + z * z / of;
        return new Interval((centre - spread) / scale, share, (centre + spread) / scale);
    }
}
