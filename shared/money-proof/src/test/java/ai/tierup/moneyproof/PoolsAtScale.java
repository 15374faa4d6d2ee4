package ai.tierup.moneyproof;

import ai.tierup.domain.guardrail.Draw;
import ai.tierup.domain.guardrail.Guardrail;
import ai.tierup.domain.guardrail.Guardrail.DrawOutcome;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbPoolLedger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A day's pools under many environments, each of which serves one request after the other until the day's budget is used up. Nine of ten
 * requests are chats, the others have long conversations, and each draws about ten times what it costs.
 */
final class PoolsAtScale {

    private static final Pool POOL = Pool.GRANT;
    private static final double NANO_USD_PER_USD = 1e9;
    private static final double MEAN_CHAT_USD = 0.005;
    private static final double MEAN_LONG_USD = 0.1;
    private static final double DRAWN_PER_COST = 10;

    /** The most that a request draws. */
    static final double MAX_DRAW_USD = MEAN_LONG_USD * DRAWN_PER_COST;

    private static final int CHATS_IN_TEN = 9;
    private static final Duration WHOLE_ANSWER = Duration.ofSeconds(6);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    /** An environment that was refused this often in a row has seen the end of the budget. */
    private static final int LAST_REFUSALS = 5;

    private final Region region;
    private final DynamoDbPoolLedger pools;
    private final Money budget;
    private final int requestsInLife;
    private final List<String> findings = new ArrayList<>();
    private double spentUsd;
    private double drawnUsd;
    private int requests;
    private int refusals;
    private int busy;
    private int ended;
    private @Nullable Moment firstRefusal;

    /** @param requestsInLife how many requests an environment serves before it ends, with all that it has leased */
    PoolsAtScale(Region region, Money budget, int requestsInLife) {
        this.region = region;
        this.budget = budget;
        this.requestsInLife = requestsInLife;
        this.pools = new DynamoDbPoolLedger(region.clients(), World.TABLES);
    }

    /**
     * Where the budget is at one moment.
     *
     * @param spent part of it that was spent
     * @param drawn part of it that running requests may yet spend
     * @param ended environments that have ended
     */
    record Moment(double spent, double drawn, int ended) {

        /** The part of the budget that is lost with environments that have ended, or kept by running ones. */
        double kept() {
            return 1 - spent - drawn;
        }
    }

    /**
     * What has become of the budget.
     *
     * @param busy requests that were refused because the store did not answer
     * @param inShards part of the budget that nobody has leased in the end
     */
    record Result(
            int requests,
            int refusals,
            int busy,
            Moment firstRefusal,
            Moment end,
            double inShards,
            List<String> findings) {}

    Result run(int environments) {
        for (var number = 0; number < environments; number++) {
            var own = region.random.split();
            // They do not all start in the same instant.
            region.time.after(Duration.ofMillis(own.nextLong(WHOLE_ANSWER.toMillis())), () -> live(own));
        }
        region.time.run();
        return new Result(
                requests,
                refusals,
                busy,
                Objects.requireNonNull(firstRefusal),
                now(),
                inShards() / usd(budget),
                findings);
    }

    private Moment now() {
        return new Moment(spentUsd / usd(budget), drawnUsd / usd(budget), ended);
    }

    private double inShards() {
        var unlimited = new DynamoDbPoolLedger(DynamoDbClients.of(region.store, region.store), World.TABLES);
        return unlimited.remaining(unlimited.find(Pool.PLATFORM, today()).orElseThrow()).stream()
                .mapToDouble(PoolsAtScale::usd)
                .sum();
    }

    /** One environment after the other. */
    private void live(SplittableRandom random) {
        var guardrail = fresh(random);
        var served = 0;
        for (var refused = 0; refused < LAST_REFUSALS; ) {
            if (served == requestsInLife) {
                guardrail = fresh(random);
                served = 0;
                ended++;
            }
            var isChat = random.nextInt(10) < CHATS_IN_TEN;
            var costUsd = (isChat ? MEAN_CHAT_USD : MEAN_LONG_USD) * 2 * random.nextDouble();
            var drawUsd = (isChat ? MEAN_CHAT_USD : MEAN_LONG_USD) * DRAWN_PER_COST;
            switch (guardrail.draw(today(), POOL, money(drawUsd), money(drawUsd))) {
                case DrawOutcome.Drawn(var draw) -> {
                    refused = 0;
                    served++;
                    answer(guardrail, draw, costUsd, drawUsd, random);
                }
                case DrawOutcome.Empty empty -> {
                    refused++;
                    refuse();
                    region.time.pass(AFTER_REFUSAL);
                }
                case DrawOutcome.Busy none -> {
                    busy++;
                    region.time.pass(AFTER_REFUSAL);
                }
            }
        }
    }

    private Guardrail fresh(SplittableRandom random) {
        return new Guardrail(pools, region.budgets, random.split(), region.time, Runnable::run);
    }

    private void answer(Guardrail guardrail, Draw draw, double costUsd, double drawUsd, SplittableRandom random) {
        requests++;
        drawnUsd += drawUsd;
        region.time.pass(Duration.ofMillis(random.nextLong(WHOLE_ANSWER.toMillis() * 2)));
        drawnUsd -= drawUsd;
        spentUsd += usd(money(costUsd));
        draw.settle(money(costUsd), money(costUsd));
        guardrail.awaitReturns();
        if (spentUsd + drawnUsd > usd(budget) * (1 + 1e-9)) {
            findings.add("spent " + spentUsd + " and drawn " + drawnUsd + " USD of " + budget);
        }
    }

    private void refuse() {
        refusals++;
        if (firstRefusal == null) {
            firstRefusal = now();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(region.time.instant(), ZoneOffset.UTC);
    }

    private static double usd(Money money) {
        return money.nanoUsd() / NANO_USD_PER_USD;
    }

    private static Money money(double usd) {
        return new Money((long) (usd * NANO_USD_PER_USD));
    }
}
