package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Lanes whose calls are noted and may be refused, and before and after whose calls others may write. */
final class WatchedLanes implements LaneStore {

    /** The number of the lane and the name of the method of each call. */
    final List<String> calls = new ArrayList<>();

    final Map<String, Runnable> before = new HashMap<>();
    final Map<String, Runnable> after = new HashMap<>();

    /** The calls that are refused, of which one is {@code divide}. */
    Predicate<String> refused = call -> false;

    /** The answer to each move, of which nothing is written; empty to write moves. */
    Optional<Boolean> answerToMoves = Optional.empty();

    private final LaneStore store;

    WatchedLanes(LaneStore store) {
        this.store = store;
    }

    @Override
    public WalletLedger lane(int number) {
        return (WalletLedger) Proxy.newProxyInstance(
                WatchedLanes.class.getClassLoader(),
                new Class<?>[] {WalletLedger.class},
                (proxy, method, arguments) -> {
                    var call = number + " " + method.getName();
                    calls.add(call);
                    if (refused.test(call)) {
                        return new WriteAnswer.Refused(Optional.empty());
                    }
                    before.getOrDefault(call, () -> {}).run();
                    try {
                        return method.invoke(store.lane(number), arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    } finally {
                        after.getOrDefault(call, () -> {}).run();
                    }
                });
    }

    @Override
    public WriteAnswer divide(Wallet seen, Lanes next) {
        return refused.test("divide") ? new WriteAnswer.Refused(Optional.of(seen)) : store.divide(seen, next);
    }

    @Override
    public boolean move(AccountId account, LaneMove move) {
        calls.add("move");
        return answerToMoves.orElseGet(() -> store.move(account, move));
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }
}
