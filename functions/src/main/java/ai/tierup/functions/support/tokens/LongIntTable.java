package ai.tierup.functions.support.tokens;

/** A hash table from longs to ints that is filled once. Takes a third of the memory of a map of objects. */
final class LongIntTable {

    static final int ABSENT = -1;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** Keys plus one; 0 is a free place. */
    private final long[] keys;

    private final int[] values;
    private final int mask;
    private final int shift;

    /** @param sizeBits the table has 2 to the power of it places, which should be half as many again as there are keys */
    LongIntTable(int sizeBits) {
        keys = new long[1 << sizeBits];
        values = new int[1 << sizeBits];
        mask = keys.length - 1;
        shift = Long.SIZE - sizeBits;
    }

    /** @param key at least 0 */
    int get(long key) {
        for (var at = place(key); ; at = (at + 1) & mask) {
            if (keys[at] == key + 1) {
                return values[at];
            }
            if (keys[at] == 0) {
                return ABSENT;
            }
        }
    }

    private int place(long key) {
        return (int) ((key * SPREAD) >>> shift);
    }

    void put(long key, int value) {
        var at = place(key);
        while (keys[at] != 0) {
            at = (at + 1) & mask;
        }
        keys[at] = key + 1;
        values[at] = value;
    }
}
