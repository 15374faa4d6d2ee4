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
 * Ends the holds that nobody settled in time, by the same record and application as a settlement: so it may run twice at once, and
 * while the late handler still settles, and whoever writes the record first decides. The customer pays what the last checkpoint says,
 * or nothing, and the platform bears the rest.
 */
public final class SweepHolds {

    static final String JOB = "sweep";

    /** Wallets that are swept at the same time. */
    private static final int AT_ONCE = 32;

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
     * Sweeps every wallet once, beginning where the last run stopped, or as many as there is time for.
     *
     * @param timeIsUp asked after each page
     */
    public Sweep run(BooleanSupplier timeIsUp) {
        var start = marks.find(JOB);
        var sweep = runTo(start, Optional.empty(), Sweep.NOTHING, timeIsUp);
        return start.isPresent() && sweep.complete() ? runTo(Optional.empty(), start, sweep, timeIsUp) : sweep;
    }

    /** @param end a page that ends there, or at the last wallet, is the last of this run */
    private Sweep runTo(Optional<String> start, Optional<String> end, Sweep before, BooleanSupplier timeIsUp) {
        var sweep = before;
        var at = start;
        while (true) {
            var page = wallets.holding(at);
            sweep = sweep.plus(sweep(page.wallets()));
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
        for (var start = 0; start < page.size(); start += AT_ONCE) {
            sweep = sweep.plus(sweepAtOnce(page.subList(start, Math.min(page.size(), start + AT_ONCE)), now));
        }
        return sweep;
    }

    private Sweep sweepAtOnce(List<Wallet> some, long nowEpochSecond) {
        var expired = some.stream()
                .map(wallet -> expired(wallet, nowEpochSecond).toList())
                .toList();
        var all = expired.stream().flatMap(List::stream).toList();
        Map<OpenHold, Checkpoint> found;
        try {
            found = checkpoints.find(all);
        } catch (RuntimeException e) {
            return all.stream().map(this::failed).reduce(Sweep.NOTHING, Sweep::plus);
        }
        return expired.stream()
                .map(holds -> CompletableFuture.supplyAsync(() -> end(holds, found), executor))
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

    /** The holds of one wallet, one after the other: at once they would only wait for each other. */
    private Sweep end(List<OpenHold> holds, Map<OpenHold, Checkpoint> found) {
        var sweep = Sweep.NOTHING;
        for (var hold : holds) {
            var checkpoint = found.get(hold);
            var record = checkpoint == null
                    ? UsageRecord.expired(hold, lostWith(hold.hold()))
                    : UsageRecord.expired(hold, checkpoint);
            try {
                sweep = sweep.plus(settleHold.settle(hold.hold(), record));
            } catch (RuntimeException e) {
                sweep = sweep.plus(failed(hold));
            }
        }
        return sweep;
    }

    private Sweep failed(OpenHold hold) {
        alarms.raise(Alarm.SWEEP_FAILED, hold.key().toString());
        return Sweep.FAILURE;
    }

    /** Nothing is known of what upstream did: it is booked as if it had used up the hold. */
    private static Money lostWith(Hold hold) {
        return hold.purse() == Purse.FREE ? hold.freeAllowance() : hold.amount();
    }
}
