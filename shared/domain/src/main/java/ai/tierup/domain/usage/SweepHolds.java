package ai.tierup.domain.usage;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Settles the holds that have expired, with the same record and write as any settlement. Two runs, or a run and a late handler, may
 * therefore work at the same time: the first record stands. The customer pays the cost in the last checkpoint, or nothing if there is none,
 * and the platform bears the rest.
 */
public final class SweepHolds {

    static final String JOB = "sweep";

    /** Wallets that are swept in parallel. */
    private static final int BATCH_SIZE = 32;

    private final WalletScan wallets;
    private final ScanMarks marks;
    private final Checkpoints checkpoints;
    private final SettleHold settleHold;
    private final Alarms alarms;
    private final InstantSource clock;
    private final Executor executor;

    public SweepHolds(
            WalletScan wallets,
            ScanMarks marks,
            Checkpoints checkpoints,
            SettleHold settleHold,
            Alarms alarms,
            InstantSource clock,
            Executor executor) {
        this.wallets = wallets;
        this.marks = marks;
        this.checkpoints = checkpoints;
        this.settleHold = settleHold;
        this.alarms = alarms;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Sweeps every wallet once, starting where the last run stopped, or as many wallets as time allows.
     *
     * @param timeIsUp checked after each page
     */
    public Sweep run(BooleanSupplier timeIsUp) {
        var start = marks.find(JOB);
        var sweep = runTo(start, Optional.empty(), Sweep.NOTHING, timeIsUp);
        return start.isPresent() && sweep.complete() ? runTo(Optional.empty(), start, sweep, timeIsUp) : sweep;
    }

    /** @param end the scan stops after the page that ends here, or after the last wallet */
    private Sweep runTo(Optional<String> start, Optional<String> end, Sweep before, BooleanSupplier timeIsUp) {
        var sweep = before;
        var at = start;
        while (true) {
            var page = wallets.holding(at);
            sweep = sweep.plus(sweep(page.wallets()));
            for (var wallet : page.unreadable()) {
                sweep = sweep.plus(failed(wallet.account()));
            }
            at = page.end();
            if (at.isEmpty() || at.equals(end)) {
                marks.keep(JOB, Optional.empty());
                return sweep;
            }
            if (timeIsUp.getAsBoolean()) {
                marks.keep(JOB, at);
                return sweep.stoppedEarly();
            }
        }
    }

    private Sweep sweep(List<Wallet> page) {
        var now = clock.instant().getEpochSecond();
        var sweep = new Sweep(page.size(), 0, 0, Money.ZERO, Money.ZERO, true);
        for (var start = 0; start < page.size(); start += BATCH_SIZE) {
            sweep = sweep.plus(sweepBatch(page.subList(start, Math.min(page.size(), start + BATCH_SIZE)), now));
        }
        return sweep;
    }

    private Sweep sweepBatch(List<Wallet> batch, long nowEpochSecond) {
        var expired = batch.stream()
                .map(wallet -> expired(wallet, nowEpochSecond).toList())
                .toList();
        var all = expired.stream().flatMap(List::stream).toList();
        Map<OpenHold, Checkpoint> found;
        try {
            found = checkpoints.find(all);
        } catch (RuntimeException e) {
            return all.stream().map(hold -> failed(hold.key().toString())).reduce(Sweep.NOTHING, Sweep::plus);
        }
        return expired.stream()
                .map(holds -> CompletableFuture.supplyAsync(() -> settle(holds, found), executor))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .reduce(Sweep.NOTHING, Sweep::plus);
    }

    private static Stream<OpenHold> expired(Wallet wallet, long nowEpochSecond) {
        return wallet.holds().entrySet().stream()
                .filter(entry -> entry.getValue().expiresAtEpochSecond() <= nowEpochSecond)
                .map(entry -> new OpenHold(wallet.account(), entry.getKey(), entry.getValue(), wallet.version()));
    }

    /** Settles the holds of one wallet one after the other, because parallel writes to a wallet only wait for each other. */
    private Sweep settle(List<OpenHold> holds, Map<OpenHold, Checkpoint> found) {
        var sweep = Sweep.NOTHING;
        for (var hold : holds) {
            var checkpoint = found.get(hold);
            var record = checkpoint == null
                    ? UsageRecord.expired(hold, assumedUpstreamCost(hold.hold()))
                    : UsageRecord.expired(hold, checkpoint);
            try {
                sweep = sweep.plus(settleHold.settle(hold.hold(), record));
            } catch (RuntimeException e) {
                sweep = sweep.plus(failed(hold.key().toString()));
            }
        }
        return sweep;
    }

    /** @param subject the hold, or the account if its wallet cannot be read */
    private Sweep failed(String subject) {
        alarms.raise(Alarm.SWEEP_FAILED, subject);
        return Sweep.FAILURE;
    }

    /** The cost that is booked if upstream's consumption is unknown: the whole hold. */
    private static Money assumedUpstreamCost(Hold hold) {
        return hold.purse() == Purse.FREE ? hold.freeAllowance() : hold.amount();
    }
}
