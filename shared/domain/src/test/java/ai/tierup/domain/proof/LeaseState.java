package ai.tierup.domain.proof;

import java.util.ArrayList;
import java.util.List;

/** The days of a pool and the environments that spend from it. */
record LeaseState(List<DayState> days, List<Environment> environments) {

    LeaseState with(int day, DayState changed) {
        return new LeaseState(replaced(days, day, changed), environments);
    }

    LeaseState withEnvironment(int index, Environment changed) {
        return new LeaseState(days, replaced(environments, index, changed));
    }

    /** The amount taken out of the shards of {@code day}: spent, held, leased, or granted by an answer under way. */
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
