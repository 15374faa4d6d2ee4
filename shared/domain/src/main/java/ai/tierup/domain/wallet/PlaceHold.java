package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.guardrail.Draw;
import ai.tierup.domain.guardrail.Guardrail;
import ai.tierup.domain.guardrail.Guardrail.DrawOutcome;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.NextStep.Send;
import ai.tierup.domain.wallet.NextStep.Shortage;
import ai.tierup.domain.wallet.NextStep.Stop;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reserves the most that a request can cost, before the upstream call. This takes one conditional write when the guessed purse and day
 * are right. A refused write returns the current wallet, from which the next send is derived. Safe for concurrent use.
 *
 * <p>A send whose answer is lost may still have been applied. It is never repeated; the next send uses the next key, and the hold of
 * the lost one is released after the request if it exists. So too much may be held for a while, but never too little.
 */
public final class PlaceHold {

    private static final int MAX_UNKNOWN_OUTCOMES = 3;

    private final WalletLedger ledger;
    private final Alarms alarms;
    private final WalletInvariant invariant;
    private final Guardrail guardrail;
    private final InstantSource clock;
    private final WalletRules rules;
    private final PurseMemory purses = new PurseMemory();

    public PlaceHold(WalletLedger ledger, Guardrail guardrail, Alarms alarms, InstantSource clock, WalletRules rules) {
        this.ledger = ledger;
        this.guardrail = guardrail;
        this.alarms = alarms;
        this.invariant = new WalletInvariant(ledger, alarms);
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Holds {@code bound}. If the wallet does not afford all of it, holds {@code exactBound}, with a lower output cap if the wallet does not
     * afford all of that either.
     *
     * @param exactBound supplies a lower bound, which takes longer to compute; asked at most once
     * @param expiresAt time from which the hold may be swept
     * @param spenders the request's key and its team, as far as they have limits
     */
    public PlaceOutcome place(
            AccountId account,
            RequestId request,
            HoldBound bound,
            Supplier<HoldBound> exactBound,
            Instant expiresAt,
            List<LimitedSpender> spenders) {
        try {
            return send(
                    account,
                    request,
                    firstSend(account, bound, expiresAt, spenders),
                    () -> firstSend(account, exactBound.get(), expiresAt, spenders));
        } finally {
            // The draws of sends that were refused, and of a purse that was guessed wrong.
            guardrail.giveBackSurplus();
        }
    }

    private PlaceOutcome send(AccountId account, RequestId request, NextStep first, Supplier<NextStep> firstExact) {
        var next = first;
        var isExact = false;
        var mayHold = false;
        for (var attempt = 0; attempt < HoldKey.ATTEMPTS; attempt++) {
            if (next instanceof Shortage && !isExact) {
                isExact = true;
                next = firstExact.get();
            }
            if (next instanceof Shortage(var otherwise)) {
                next = otherwise;
            }
            if (!(next instanceof Send send)) {
                break;
            }
            next = drawAndPlace(account, new HoldKey(request, attempt), send);
            // The send that got no answer before this one, or this one.
            mayHold |= send.unknownOutcomes() > 0 || (next instanceof Send after && after.unknownOutcomes() > 0);
        }
        return outcome(next, mayHold);
    }

    private static PlaceOutcome outcome(NextStep last, boolean mayHold) {
        return switch (last) {
            case Stop(Placed placed) -> placed;
            case Stop(Refused(var reason, var never)) -> new Refused(reason, mayHold);
            case Shortage(var otherwise) when otherwise instanceof Stop -> outcome(otherwise, mayHold);
            case Shortage shortage -> new Refused(new PlaceRefusal.LedgerBusy(), mayHold);
            case Send send -> new Refused(new PlaceRefusal.LedgerBusy(), mayHold);
        };
    }

    private NextStep firstSend(AccountId account, HoldBound bound, Instant expiresAt, List<LimitedSpender> spenders) {
        var exceeded = bound.tier().isFree()
                ? Optional.<Window>empty()
                : spenders.stream()
                        .flatMap(spender -> KeySpend.NOTHING.exceededBy(bound.amount(), spender).stream())
                        .max(Comparator.naturalOrder());
        if (exceeded.isPresent()) {
            return new Shortage(refused(new PlaceRefusal.BudgetReached(exceeded.get())));
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return bound.tier().isFree()
                ? Send.first(bound, Purse.FREE, today, expiresAt, List.of())
                : Send.first(bound, purses.likely(account), today, expiresAt, spenders);
    }

    /** Draws what the send may cost the platform from its pools. If the purse's pool is empty, tries the other purse and its pool. */
    private NextStep drawAndPlace(AccountId account, HoldKey key, Send send) {
        var purse = send.purse();
        var upstream = UpstreamBound.of(send.bound());
        return switch (guardrail.draw(send.day(), purse.poolOf(account), upstream, upstream)) {
            case DrawOutcome.Drawn(var draw) -> placeOrPutBack(draw, account, key, send);
            case DrawOutcome.Busy() -> refused(new PlaceRefusal.LedgerBusy());
            case DrawOutcome.Empty(var pool) ->
                pool == Pool.PLATFORM || purse == Purse.FREE || send.exhaustedPurse() != null
                        ? refused(new PlaceRefusal.GuardrailReached(pool))
                        : send.fromOtherPurse();
        };
    }

    /** Keeps the draw only for a placed hold: without one, upstream is not called, and the draw is not needed. */
    private NextStep placeOrPutBack(Draw draw, AccountId account, HoldKey key, Send send) {
        var isPlaced = false;
        try {
            var next = place(account, key, send, draw);
            isPlaced = next instanceof Stop stop && stop.outcome() instanceof Placed;
            return next;
        } finally {
            if (!isPlaced) {
                draw.putBack();
            }
        }
    }

    private NextStep place(AccountId account, HoldKey key, Send send, Draw draw) {
        var hold = send.hold();
        return switch (ledger.place(account, send.placement(account, key, hold, rules))) {
            case WriteAnswer.Written(var image) ->
                new Stop(verified(account, new Placed(key, hold, send.bound(), image, draw)));
            case WriteAnswer.Refused(var seen) -> afterRefusal(account, key, send, seen);
            case PlaceAnswer.NotApplied() -> send;
            case PlaceAnswer.Unknown() ->
                send.unknownOutcomes() + 1 == MAX_UNKNOWN_OUTCOMES
                        ? refused(new PlaceRefusal.LedgerBusy())
                        : send.afterUnknownOutcome();
        };
    }

    private PlaceOutcome verified(AccountId account, Placed placed) {
        if (!invariant.verify(placed.image())) {
            return new Refused(new PlaceRefusal.Unbalanced());
        }
        purses.remember(account, placed.image().grant().covers(placed.hold().amount()) ? Purse.GRANT : Purse.CASH);
        return placed;
    }

    private NextStep afterRefusal(AccountId account, HoldKey key, Send sent, Optional<Wallet> seen) {
        if (seen.isEmpty()) {
            alarms.raise(Alarm.WALLET_MISSING, account.value());
            return refused(new PlaceRefusal.NoWallet());
        }
        if (!invariant.verify(seen.get())) {
            return refused(new PlaceRefusal.Unbalanced());
        }
        if (seen.get().holds().containsKey(key)) {
            alarms.raise(Alarm.HOLD_KEY_REUSED, key.toString());
        }
        return nextSend(sent, seen.get());
    }

    /** Derives the next send from a refusal. The conditions are checked in the order in which they matter to the customer. */
    private NextStep nextSend(Send sent, Wallet seen) {
        if (seen.isFrozen()) {
            return refused(new PlaceRefusal.Frozen(seen.frozenBy()));
        }
        if (seen.isInDebt()) {
            return refused(new PlaceRefusal.InDebt(Money.ZERO.minus(seen.cash())));
        }
        // A wallet's day only moves forward. If it is ahead of ours, another clock has moved it, and we adopt it.
        var day = seen.day().isAfter(sent.day()) ? seen.day() : sent.day();
        var roll = seen.day().isBefore(day) ? DayRoll.of(seen, day) : null;
        var wallet = seen.on(day, rules.freeAllowanceOf(seen.account()));
        if (wallet.holds().size() >= rules.concurrentLimit()) {
            return refused(new PlaceRefusal.TooManyHolds(rules.concurrentLimit()));
        }
        if (sent.purse() == Purse.FREE) {
            return wallet.freeLeft().covers(sent.bound().freeAllowance())
                    ? sent.from(Purse.FREE, sent.bound(), day, roll)
                    : new Shortage(refused(new PlaceRefusal.FreeAllowanceReached()));
        }
        if (!wallet.dailyLeft().covers(sent.bound().amount())) {
            return new Shortage(refused(new PlaceRefusal.DailyLimitReached(wallet.dailyLimit())));
        }
        var refusal = refusalOfSpenders(sent, wallet);
        if (refusal.isPresent()) {
            return refusal.get() instanceof PlaceRefusal.BudgetReached
                    ? new Shortage(refused(refusal.get()))
                    : refused(refusal.get());
        }
        return fromCoveringPurse(sent, wallet, day, roll);
    }

    private static Optional<PlaceRefusal> refusalOfSpenders(Send sent, Wallet wallet) {
        var exceeded = EnumSet.noneOf(Window.class);
        for (var spender : sent.spenders()) {
            var spend = wallet.keys().get(spender.id());
            if (spend == null) {
                return Optional.of(spender.id().isTeam() ? new PlaceRefusal.TeamGone() : new PlaceRefusal.KeyGone());
            }
            spend.exceededBy(sent.bound().amount(), spender).ifPresent(exceeded::add);
        }
        return exceeded.stream().max(Comparator.naturalOrder()).map(PlaceRefusal.BudgetReached::new);
    }

    private static NextStep fromCoveringPurse(Send sent, Wallet wallet, LocalDate day, @Nullable DayRoll roll) {
        var bound = sent.bound();
        var larger = wallet.grant().compareTo(wallet.cash()) > 0 ? Purse.GRANT : Purse.CASH;
        var purse = wallet.grant().covers(bound.amount()) ? Purse.GRANT : larger;
        var affordable = bound.loweredTo(wallet.in(purse));
        if (affordable.isEmpty()) {
            return new Shortage(refused(new PlaceRefusal.InsufficientFunds(
                    wallet.available(), bound.amount(), bound.affordableOutputTokens(wallet.in(purse)))));
        }
        if (purse != sent.exhaustedPurse()) {
            return lowered(sent, sent.from(purse, affordable.get(), day, roll));
        }
        var other = purse.other();
        return bound.loweredTo(wallet.in(other))
                .<NextStep>map(affordableThere -> lowered(sent, sent.from(other, affordableThere, day, roll)))
                .orElseGet(() -> refused(new PlaceRefusal.GuardrailReached(purse.pool())));
    }

    private static NextStep lowered(Send sent, Send next) {
        return next.bound().equals(sent.bound()) ? next : new Shortage(next);
    }

    private static Stop refused(PlaceRefusal reason) {
        return new Stop(new Refused(reason));
    }
}
