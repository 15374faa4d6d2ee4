package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome;
import ai.tierup.domain.wallet.TestEntries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One account whose requests come at a steady rate, whatever becomes of them. As on Lambda, each is served by an environment that serves
 * no other meanwhile. Afterwards the sweeper runs each minute, as its schedule says.
 */
final class HotWallet {

    /** The outcome of a request whose settlement was throttled as long as it was tried. */
    static final String SETTLED_BY_SWEEPER = "answered, settled by the sweeper";

    private static final AccountId ACCOUNT = new AccountId("hot");
    private static final Money CASH = Money.ofUsd("100000");
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final int SWEEPS = 9;
    private static final int INPUT_TOKENS = 1_000;
    private static final int OUTPUT_CAP = 4_096;
    private static final int PERMILLE = 1_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Region region;
    private final Load load;
    private final ServiceProcess operator;
    private final Deque<ServiceProcess> idle = new ArrayDeque<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<Long> placeMillis = new ArrayList<>();
    private int environments;

    /**
     * @param answer the mean time that an answer takes
     * @param lanes lanes into which the wallet is divided
     */
    record Load(int requestsPerSecond, Duration answer, Duration lasting, int lanes) {

        /** A load on an undivided wallet. */
        Load(int requestsPerSecond, Duration answer, Duration lasting) {
            this(requestsPerSecond, answer, lasting, 1);
        }

        int requests() {
            return (int) (requestsPerSecond * lasting.toSeconds());
        }
    }

    /**
     * What became of the requests.
     *
     * @param outcomes the number of requests by the last thing that happened to them
     * @param placeMillis how long it took to place each hold, in ascending order
     * @param openAfterwards holds that were open when the last request had ended
     * @param findings what is wrong with the wallet after the sweeps
     */
    record Result(
            Map<String, Integer> outcomes,
            List<Long> placeMillis,
            int environments,
            int openAfterwards,
            List<String> findings) {

        int count(String outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        long placeMillis(int percent) {
            return placeMillis.get((placeMillis.size() - 1) * percent / 100);
        }
    }

    HotWallet(Region region, Load load) {
        this.region = region;
        this.load = load;
        this.operator = region.operator();
        operator.openWallet.open(TestEntries.opening(ACCOUNT, World.OPENING, CASH, operator.today()));
        operator.setLanes.set(ACCOUNT, load.lanes());
    }

    Result run() {
        for (var number = 0; number < load.requests(); number++) {
            var at = Duration.ofNanos(number * NANOS_PER_SECOND / load.requestsPerSecond());
            region.time.after(at, this::serve);
        }
        region.time.run();
        var openAfterwards = holds();
        for (var sweep = 0; sweep < SWEEPS; sweep++) {
            region.time.after(SWEEP_EVERY, () -> region.environment().sweepHolds.run(() -> false));
            region.time.run();
        }
        placeMillis.sort(null);
        return new Result(outcomes, placeMillis, environments, openAfterwards, findings());
    }

    private void serve() {
        var environment = idle.isEmpty() ? boot() : idle.removeLast();
        try {
            answer(environment);
        } finally {
            idle.add(environment);
        }
    }

    private ServiceProcess boot() {
        environments++;
        return region.environment();
    }

    private void answer(ServiceProcess environment) {
        var bound = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), INPUT_TOKENS, OUTPUT_CAP);
        var began = region.time.millis();
        var outcome = environment.place(ACCOUNT, bound, List.of());
        placeMillis.add(region.time.millis() - began);
        switch (outcome) {
            case PlaceOutcome.Placed placed -> {
                var request = environment.answer(placed, Spenders.keyOf(List.of()));
                region.time.pass(Duration.ofNanos(load.answer().toNanos() / 2
                        + region.random.nextLong(load.answer().toNanos())));
                request.generate(region.random.nextInt(1, PERMILLE));
                count(request.settle() ? "answered" : SETTLED_BY_SWEEPER);
            }
            case PlaceOutcome.Refused(var reason, var mayHold) ->
                count(reason.getClass().getSimpleName());
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private int holds() {
        return operator.wallets.find(ACCOUNT).orElseThrow().holds().size();
    }

    private List<String> findings() {
        var findings = new ArrayList<>(operator.auditAccount.audit(ACCOUNT, Depth.EVERYTHING));
        var wallet = operator.wallets.find(ACCOUNT).orElseThrow();
        if (!wallet.holds().isEmpty()) {
            findings.add("holds are left: " + wallet.holds().keySet());
        }
        if (operator.wallets.findWhole(ACCOUNT).orElseThrow().lanes().stream()
                .anyMatch(lane -> lane.available().isNegative())) {
            findings.add("overspent: " + wallet);
        }
        return findings;
    }
}
