package ai.tierup.domain.proof;

import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Wallet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The invariants of the store, which must be true in every state. */
final class WalletInvariants {

    private final List<LimitedSpender> spenders;
    private final Function<Interned<Store>, Store> sweep;
    private final Map<Interned<Store>, Optional<String>> known = new HashMap<>();

    /**
     * @param spenders the key and the team of all requests
     * @param sweep returns the store after all actors have died and one sweep has run undisturbed
     */
    WalletInvariants(List<LimitedSpender> spenders, Function<Interned<Store>, Store> sweep) {
        this.spenders = spenders;
        this.sweep = sweep;
    }

    /** Returns the first invariant that {@code store} violates. */
    Optional<String> violation(Interned<Store> store) {
        return known.computeIfAbsent(store, fresh -> check(fresh.value()).or(() -> checkRest(sweep.apply(fresh))));
    }

    private Optional<String> check(Store store) {
        var wallet = store.wallet();
        return Stream.of(
                        unless(wallet.isBalanced(), "cash + grant + holds = credits - debits"),
                        unless(!wallet.cash().isNegative() && !wallet.grant().isNegative(), "no purse is negative"),
                        audit(wallet, store),
                        unless(atMostOnce(store.created()), "a hold is created once"),
                        unless(atMostOnce(store.applied()), "a hold is applied once"),
                        unless(paysOnce(store), "a request is paid once"),
                        unless(countsItsDay(store), "the day's counter is what is held and spent today"),
                        unless(
                                countsItsSpenders(store),
                                "a spender's counters are what is held and spent in their windows"),
                        unless(keepsItsLimits(store), "no spender is above its limits"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Checks a store at rest, in which every hold has been replaced by what was consumed. */
    private Optional<String> checkRest(Store rest) {
        return check(rest)
                .or(() -> unless(rest.wallet().holds().isEmpty(), "a sweep leaves no hold"))
                .or(() -> unless(
                        rest.wallet().debits().equals(costs(createdRecords(rest))),
                        "at rest, debits = the costs of all records whose hold ever was"));
    }

    /**
     * Audits {@code image} against the log of any later time. A record counts when its hold was open in a version that is not above the
     * image's, and is no longer in the image.
     */
    static Optional<String> audit(Wallet image, Store later) {
        var booked = later.records().values().stream()
                .filter(record -> record.hold().walletVersion() <= image.version()
                        && !image.holds().containsKey(record.holdKey()));
        return unless(image.debits().equals(costs(booked)), "the wallet's debits are the log's");
    }

    private static boolean countsItsDay(Store store) {
        var wallet = store.wallet();
        return wallet.dailyLimit().minus(wallet.dailyLeft()).equals(heldOrSpent(store, Window.DAY));
    }

    private boolean countsItsSpenders(Store store) {
        return spenders.stream().allMatch(spender -> {
            var spend = Objects.requireNonNull(store.wallet().keys().get(spender.id()));
            return Arrays.stream(Window.values())
                    .allMatch(window -> spend.in(window).equals(heldOrSpent(store, window)));
        });
    }

    private boolean keepsItsLimits(Store store) {
        return spenders.stream().allMatch(spender -> {
            var spend = Objects.requireNonNull(store.wallet().keys().get(spender.id()));
            return spender.limits().amounts().entrySet().stream()
                    .allMatch(limit -> limit.getValue().covers(spend.in(limit.getKey())));
        });
    }

    /** What all requests hold, or have spent, in the window of the wallet's day. */
    private static Money heldOrSpent(Store store, Window window) {
        var wallet = store.wallet();
        var held = wallet.holds().values().stream()
                .filter(hold -> window.containsBoth(hold.day(), wallet.day()))
                .map(Hold::amount)
                .reduce(Money.ZERO, Money::plus);
        var spent = costs(createdRecords(store)
                .filter(record -> window.containsBoth(record.day(), wallet.day())
                        && !wallet.holds().containsKey(record.holdKey())));
        return held.plus(spent);
    }

    private static boolean paysOnce(Store store) {
        return store.records().values().stream()
                .filter(record -> !record.cost().isZero())
                .collect(Collectors.groupingBy(record -> record.holdKey().request(), Collectors.counting()))
                .values()
                .stream()
                .allMatch(records -> records == 1);
    }

    private static Stream<UsageRecord> createdRecords(Store store) {
        return store.records().values().stream()
                .filter(record -> store.created().containsKey(record.holdKey()));
    }

    private static Money costs(Stream<UsageRecord> records) {
        return records.map(UsageRecord::cost).reduce(Money.ZERO, Money::plus);
    }

    private static boolean atMostOnce(Map<HoldKey, Integer> counts) {
        return counts.values().stream().allMatch(count -> count == 1);
    }

    private static Optional<String> unless(boolean holds, String invariant) {
        return holds ? Optional.empty() : Optional.of("broken: " + invariant);
    }
}
