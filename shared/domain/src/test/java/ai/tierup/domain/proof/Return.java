package ai.tierup.domain.proof;

/**
 * A write that gives a shard back what a lease does not need. It names how many returns the shard had, so it is applied before the shard's
 * next return or never. Its environment does not spend the amount, with or without an answer. A refused return is not modelled, because it
 * changes nothing.
 */
record Return(int day, int shard, int amount) implements Comparable<Return> {

    boolean isToShardOf(Return other) {
        return day == other.day && shard == other.shard;
    }

    @Override
    public int compareTo(Return other) {
        var byDay = Integer.compare(day, other.day);
        var byShard = byDay == 0 ? Integer.compare(shard, other.shard) : byDay;
        return byShard == 0 ? Integer.compare(amount, other.amount) : byShard;
    }
}
