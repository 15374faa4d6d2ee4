package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the keys and teams with limits of a simulation. */
final class Spenders {

    private static final KeyId UNLIMITED = new KeyId("key_unlimited");

    private final World world;
    private final RandomGenerator random;
    private int drawn;

    Spenders(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
    }

    /** A new key, or a new team. */
    SpenderId next() {
        var number = drawn++;
        return number % 3 == 0
                ? SpenderId.of(new TeamName("team-" + number))
                : SpenderId.of(new KeyId("key_" + number));
    }

    /** The keys and teams that the wallet of {@code account} counts. */
    List<SpenderId> counted(AccountId account) {
        return world.wallet(account).keys().keySet().stream()
                .sorted(Comparator.comparing(SpenderId::value))
                .toList();
    }

    /** Draws the limits of a request: of a key, of a team, of both or of neither. */
    List<LimitedSpender> limits(AccountId account) {
        var limits = new ArrayList<LimitedSpender>();
        for (var isTeam : List.of(false, true)) {
            var counted = counted(account).stream()
                    .filter(spender -> spender.isTeam() == isTeam)
                    .toList();
            if (!counted.isEmpty() && random.nextBoolean()) {
                limits.add(World.limitsOf(counted.get(random.nextInt(counted.size()))));
            }
        }
        return limits;
    }

    /** The key of a request with these limits. */
    static KeyId keyOf(List<LimitedSpender> limits) {
        return limits.stream()
                .map(LimitedSpender::id)
                .filter(spender -> !spender.isTeam())
                .map(spender -> new KeyId(spender.value()))
                .findFirst()
                .orElse(UNLIMITED);
    }
}
