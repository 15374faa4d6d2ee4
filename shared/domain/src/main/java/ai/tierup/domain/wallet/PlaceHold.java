package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reserves the most a request can cost, before the upstream call. One conditional write when the guess about purse and day is
 * right; each refusal returns the wallet as it is, and the next send is made from that. Safe for concurrent use.
 *
 * <p>A send whose answer is lost may still have arrived. It is never repeated: the next send has the next key, and the lost one,
 * if it exists, expires. So too much may be held for a while, never too little.
 */
public final class PlaceHold {

    private static final int MOST_UNKNOWN = 3;

    private final WalletLedger ledger;
    private final Alarms alarms;
    private final WalletInvariant invariant;
    private final InstantSource clock;
    private final WalletRules rules;
    private final PurseMemory purses = new PurseMemory();

    public PlaceHold(WalletLedger ledger, Alarms alarms, InstantSource clock, WalletRules rules) {
        this.ledger = ledger;
        this.alarms = alarms;
        this.invariant = new WalletInvariant(ledger, alarms);
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Holds {@code bound}, or as much of its output as the wallet affords.
     *
     * @param expiresAt when the hold may be swept
     * @param keyLimits what the asking key may spend; null when it has no limits
     */
    public PlaceOutcome place(
            AccountId account, RequestId request, HoldBound bound, Instant expiresAt, @Nullable KeyLimits keyLimits) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var next = bound.tier().isFree()
                ? new Send(bound, Purse.FREE, today, null, null)
                : new Send(bound, purses.likely(account), today, null, keyLimits);
        if (next.keyLimits != null && !next.keyLimits.afford(KeySpend.NOTHING, bound.amount())) {
            return new Refused(new PlaceRefusal.BudgetReached());
        }
        var unknown = 0;
        for (var attempt = 0; attempt < HoldKey.ATTEMPTS; attempt++) {
            var key = new HoldKey(request, attempt);
            var hold = next.hold(expiresAt);
            switch (ledger.place(account, next.placement(key, hold, rules))) {
                case WriteAnswer.Written(var image) -> {
                    return verified(account, new Placed(key, hold, next.bound, image));
                }
                case WriteAnswer.Refused(var seen) -> {
                    switch (afterRefusal(account, key, next, seen)) {
                        case Send send -> next = send;
                        case Stop(var reason) -> {
                            return new Refused(reason);
                        }
                    }
                }
                case PlaceAnswer.NotApplied() -> {}
                case PlaceAnswer.Unknown() -> {
                    if (++unknown == MOST_UNKNOWN) {
                        return new Refused(new PlaceRefusal.LedgerBusy());
                    }
                }
            }
        }
        return new Refused(new PlaceRefusal.LedgerBusy());
    }

    private PlaceOutcome verified(AccountId account, Placed placed) {
        if (!invariant.holdsIn(placed.image())) {
            return new Refused(new PlaceRefusal.Unbalanced());
        }
        purses.remember(account, placed.image().grant().covers(placed.hold().amount()) ? Purse.GRANT : Purse.CASH);
        return placed;
    }

    private Next afterRefusal(AccountId account, HoldKey key, Send sent, Optional<Wallet> seen) {
        if (seen.isEmpty()) {
            alarms.raise(Alarm.WALLET_MISSING, account.value());
            return new Stop(new PlaceRefusal.NoWallet());
        }
        if (!invariant.holdsIn(seen.get())) {
            return new Stop(new PlaceRefusal.Unbalanced());
        }
        if (seen.get().holds().containsKey(key)) {
            alarms.raise(Alarm.HOLD_KEY_REUSED, key.toString());
        }
        return nextSend(account, sent, seen.get());
    }

    /** Reads a refusal in the order of the conditions that matter most to the customer. */
    private Next nextSend(AccountId account, Send sent, Wallet seen) {
        if (seen.isFrozen()) {
            return new Stop(new PlaceRefusal.Frozen(seen.frozenBy()));
        }
        if (seen.isInDebt()) {
            return new Stop(new PlaceRefusal.InDebt(Money.ZERO.minus(seen.cash())));
        }
        // A wallet whose day is ahead of ours has met a better clock: its day only moves forward, so we adopt it.
        var day = seen.day().isAfter(sent.day) ? seen.day() : sent.day;
        var roll = seen.day().isBefore(day) ? DayRoll.of(seen, day) : null;
        var wallet = seen.on(day, rules.freeAllowance());
        if (wallet.holds().size() >= rules.concurrentLimit()) {
            return new Stop(new PlaceRefusal.TooManyHolds(rules.concurrentLimit()));
        }
        if (sent.purse == Purse.FREE) {
            return wallet.freeLeft().covers(sent.bound.freeAllowance())
                    ? new Send(sent.bound, Purse.FREE, day, roll, null)
                    : new Stop(new PlaceRefusal.FreeAllowanceReached());
        }
        if (!wallet.dailyLeft().covers(sent.bound.amount())) {
            return new Stop(new PlaceRefusal.DailyLimitReached(wallet.dailyLimit()));
        }
        var limits = sent.keyLimits;
        if (limits != null) {
            var spend = wallet.keys().get(limits.key());
            if (spend == null) {
                return new Stop(new PlaceRefusal.KeyGone());
            }
            if (!limits.afford(spend, sent.bound.amount())) {
                return new Stop(new PlaceRefusal.BudgetReached());
            }
        }
        return fromCoveringPurse(account, sent, wallet, day, roll);
    }

    private Next fromCoveringPurse(AccountId account, Send sent, Wallet wallet, LocalDate day, @Nullable DayRoll roll) {
        var bound = sent.bound;
        var larger = wallet.grant().compareTo(wallet.cash()) > 0 ? Purse.GRANT : Purse.CASH;
        var purse = wallet.grant().covers(bound.amount()) ? Purse.GRANT : larger;
        purses.remember(account, purse);
        return bound.loweredTo(wallet.in(purse))
                .<Next>map(affordable -> new Send(affordable, purse, day, roll, sent.keyLimits))
                .orElseGet(() -> new Stop(new PlaceRefusal.InsufficientFunds(
                        wallet.available(), bound.amount(), bound.affordableOutputTokens(wallet.in(purse)))));
    }

    private sealed interface Next {}

    private record Stop(PlaceRefusal reason) implements Next {}

    private record Send(
            HoldBound bound,
            Purse purse,
            LocalDate day,
            @Nullable DayRoll roll,
            @Nullable KeyLimits keyLimits) implements Next {

        Hold hold(Instant expiresAt) {
            return new Hold(
                    bound.amount(),
                    bound.freeAllowance(),
                    purse,
                    bound.tier().id(),
                    expiresAt.getEpochSecond(),
                    day,
                    keyLimits == null ? null : keyLimits.key());
        }

        Placement placement(HoldKey key, Hold hold, WalletRules rules) {
            return new Placement(key, hold, roll, rules.concurrentLimit(), rules.freeAllowance(), keyLimits);
        }
    }
}
