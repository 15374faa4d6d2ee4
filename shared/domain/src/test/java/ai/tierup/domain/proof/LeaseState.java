package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The days of a pool and the environments that spend from it.
 *
 * @param returns the returns that were sent and may still be applied, sorted
 */
record LeaseState(List<DayState> days, List<Environment> environments, List<Return> returns) {

    LeaseState with(int day, DayState changed) {
        return new LeaseState(replaced(days, day, changed), environments, returns);
    }

    LeaseState withEnvironment(int index, Environment changed) {
        return new LeaseState(days, replaced(environments, index, changed), returns);
    }

    LeaseState withReturn(Return sent) {
        var more = new ArrayList<>(returns);
        more.add(sent);
        Collections.sort(more);
        return new LeaseState(days, environments, List.copyOf(more));
    }

    LeaseState without(Return lost) {
        var fewer = new ArrayList<>(returns);
        fewer.remove(lost);
        return new LeaseState(days, environments, List.copyOf(fewer));
    }

    /** Adds the amount to the shard, which counts one more return and so refuses every return to it that was sent before. */
    LeaseState returned(Return applied) {
        var alive =
                returns.stream().filter(other -> !other.isToShardOf(applied)).toList();
        return withAmountOf(applied, alive);
    }

    /** Adds the amount to the shard, which does not count its returns, so that the same return may arrive again. */
    LeaseState returnedUncounted(Return applied) {
        return withAmountOf(applied, returns);
    }

    private LeaseState withAmountOf(Return applied, List<Return> alive) {
        var day = days.get(applied.day()).withShard(applied.shard(), applied.amount());
        return new LeaseState(replaced(days, applied.day(), day), environments, alive);
    }

    /** The amount taken out of the shards of {@code day}: spent, held, leased, granted by an answer under way, or on its way back. */
    int out(int day, int leaseSize) {
        var leased = 0;
        for (var environment : environments) {
            if (environment.lease().day() == day) {
                leased += environment.lease().left();
            }
            if (environment.leasing() == day) {
                leased += leaseSize;
            }
        }
        for (var sent : returns) {
            leased += sent.day() == day ? sent.amount() : 0;
        }
        return days.get(day).spent() + leased;
    }

    /** Mixes the bits, because the default hash of a record adds up small numbers and collides often. */
    @Override
    public int hashCode() {
        var hash = 0;
        for (var part : days) {
            hash = mixed(hash, part.hashCode());
        }
        for (var part : environments) {
            hash = mixed(hash, part.hashCode());
        }
        for (var part : returns) {
            hash = mixed(hash, part.hashCode());
        }
        return hash;
    }

    private static int mixed(int hash, int more) {
        var product = (hash ^ more) * 0x9E3779B1;
        return product ^ (product >>> 15);
    }

    private static <T> List<T> replaced(List<T> list, int index, T changed) {
        var copy = new ArrayList<>(list);
        copy.set(index, changed);
        return List.copyOf(copy);
    }
}
