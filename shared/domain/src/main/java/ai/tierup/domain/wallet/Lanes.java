package ai.tierup.domain.wallet;

/**
 * How an account's wallet is divided into lanes, so that its holds are not all written to one item. Lane 0 is the wallet itself. Each other
 * lane is a wallet of its own, to which a part of the money and of the daily limit was moved.
 *
 * @param open lanes in which holds are placed
 * @param count lanes that may have money or holds: the open ones, and those that are being closed
 * @param moves times that money was moved between lanes. As long as it stays the same, images of different lanes belong together
 */
public record Lanes(int open, int count, long moves) {

    /** The most lanes that an account can have. */
    public static final int MAX = 64;

    /** An undivided wallet. */
    public static final Lanes NONE = new Lanes(1, 1, 0);

    /** The bits of a version that count writes. The bits above are the number of the lane. */
    private static final int WRITE_BITS = 48;

    public Lanes {
        if (open < 1 || count < open || count > MAX) {
            throw new IllegalArgumentException("There cannot be " + open + " open lanes of " + count);
        }
    }

    /** The number of the lane whose images have {@code version}. */
    public static int laneOf(long version) {
        return (int) (version >>> WRITE_BITS);
    }

    /** The version of an image of {@code lane} that is above those of {@code writes} earlier ones. */
    static long version(int lane, long writes) {
        return ((long) lane << WRITE_BITS) + writes;
    }

    /** The number of writes in {@code version}. */
    static long writes(long version) {
        return version & ((1L << WRITE_BITS) - 1);
    }

    /** Returns whether there is more than the wallet itself. */
    public boolean areUsed() {
        return count > 1;
    }

    Lanes afterMove() {
        return new Lanes(open, count, moves + 1);
    }
}
