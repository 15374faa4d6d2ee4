package ai.tierup.bench;

import ai.tierup.bench.Load.LoadResult;
import ai.tierup.bench.Measurements.CallFigures;
import ai.tierup.bench.Measurements.PromptFigures;
import ai.tierup.bench.Measurements.Quantiles;
import ai.tierup.bench.Measurements.StreamFigures;
import ai.tierup.bench.Streams.StreamResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the same loads on all targets, in turns: first the provider, then each gateway, and this in every round. So a slow moment of the machine
 * meets all of them, and what a gateway adds is a difference within one round.
 */
final class Benchmark {

    private static final int[] CONNECTIONS = {1, 16, 64};
    private static final int[] STREAMS = {1, 50, 200};
    private static final int SINGLE_STREAMS = 5;
    private static final int WARM_UP_CONNECTIONS = 16;

    /** The part of the slowest target's highest rate at which answers are timed: busy, but without a queue that only grows. */
    private static final double PACED_SHARE = 0.6;

    private final FakeProvider provider;
    private final Target direct;
    private final Target ours;
    private final List<Target> all;
    private final ProcessMeter meter;
    private final BenchOptions options;

    /** @param peers other gateways */
    Benchmark(
            FakeProvider provider,
            Target direct,
            Target ours,
            List<Target> peers,
            ProcessMeter meter,
            BenchOptions options) {
        this.provider = provider;
        this.direct = direct;
        this.ours = ours;
        this.all = new ArrayList<>(List.of(direct, ours));
        this.all.addAll(peers);
        this.meter = meter;
        this.options = options;
    }

    void warmUp() throws IOException {
        provider.play(FakeProvider.Pace.AT_ONCE);
        for (var target : all) {
            load(target, WARM_UP_CONNECTIONS, Prompt.KB_1).asFastAsPossible(options.warmUp());
        }
    }

    List<CallFigures> calls() throws IOException {
        provider.play(FakeProvider.Pace.AT_ONCE);
        var figures = new ArrayList<CallFigures>();
        for (var connections : CONNECTIONS) {
            figures.addAll(calls(connections));
        }
        return figures;
    }

    private List<CallFigures> calls(int connections) throws IOException {
        var fast = new Rounds<LoadResult>();
        var use = ProcessMeter.Use.none();
        for (var round = 0; round < options.rounds(); round++) {
            for (var target : all) {
                var before = meter.use();
                fast.add(target, load(target, connections, Prompt.KB_1).asFastAsPossible(options.block()));
                use = target.equals(ours) ? use.plus(meter.use().minus(before)) : use;
            }
        }
        var slowest = fast.all().stream()
                .mapToDouble(results -> Measurements.median(results, LoadResult::callsPerSecond))
                .min()
                .orElseThrow();
        var paced = new Rounds<LoadResult>();
        for (var round = 0; round < options.rounds(); round++) {
            for (var target : all) {
                paced.add(
                        target, load(target, connections, Prompt.KB_1).atRate(slowest * PACED_SHARE, options.block()));
            }
        }
        var figures = new ArrayList<CallFigures>();
        for (var target : all) {
            var answers =
                    fast.of(target).stream().mapToLong(LoadResult::answers).sum();
            var counted = target.equals(ours) ? use : ProcessMeter.Use.none();
            figures.add(new CallFigures(
                    target.name(),
                    connections,
                    Measurements.median(fast.of(target), LoadResult::callsPerSecond),
                    added(quantiles(paced.of(target)), quantiles(paced.of(direct))),
                    failures(fast.of(target)) + failures(paced.of(target)),
                    counted.cpu().toNanos() / 1e6 / answers,
                    counted.allocatedBytes() / 1024.0 / answers));
        }
        return figures;
    }

    List<StreamFigures> streams() throws IOException {
        provider.play(FakeProvider.Pace.STEADY);
        var figures = new ArrayList<StreamFigures>();
        for (var count : STREAMS) {
            var results = new Rounds<StreamResult>();
            for (var round = 0; round < options.rounds(); round++) {
                for (var target : all) {
                    results.add(target, streams(target, count));
                }
            }
            for (var target : all) {
                var first = results.of(target).stream()
                        .map(result -> Quantiles.of(result.firstToken()))
                        .toList();
                var directFirst = results.of(direct).stream()
                        .map(result -> Quantiles.of(result.firstToken()))
                        .toList();
                var sum = StreamResult.sum(results.of(target));
                figures.add(new StreamFigures(
                        target.name(),
                        count,
                        sum.whole(),
                        sum.asked(),
                        added(first, directFirst),
                        Quantiles.of(sum.gaps())));
            }
        }
        return figures;
    }

    private static StreamResult streams(Target target, int count) throws IOException {
        var body = Prompt.KB_1.body(target.model(), true);
        if (count > 1) {
            return new Streams(target, count, body).run();
        }
        var oneByOne = new ArrayList<StreamResult>();
        for (var number = 0; number < SINGLE_STREAMS; number++) {
            oneByOne.add(new Streams(target, 1, body).run());
        }
        return StreamResult.sum(oneByOne);
    }

    List<PromptFigures> prompts() throws IOException {
        provider.play(FakeProvider.Pace.AT_ONCE);
        var figures = new ArrayList<PromptFigures>();
        for (var prompt : Prompt.values()) {
            figures.add(prompt(prompt));
        }
        return figures;
    }

    private PromptFigures prompt(Prompt prompt) throws IOException {
        var added = new LinkedHashMap<String, List<Double>>();
        var use = ProcessMeter.Use.none();
        var answers = 0L;
        for (var round = 0; round < options.rounds(); round++) {
            var directTimes = Quantiles.of(
                    load(direct, 1, prompt).asFastAsPossible(options.block()).times());
            for (var target : all.subList(1, all.size())) {
                var before = meter.use();
                var result = load(target, 1, prompt).asFastAsPossible(options.block());
                if (result.failures() > 0) {
                    throw new IOException(target.name() + " refused " + prompt.description());
                }
                if (target.equals(ours)) {
                    use = use.plus(meter.use().minus(before));
                    answers += result.answers();
                }
                var more = Quantiles.of(result.times()).minus(directTimes).p50();
                added.computeIfAbsent(target.name(), name -> new ArrayList<>()).add(more);
            }
        }
        var medians = new LinkedHashMap<String, Double>();
        added.forEach((name, rounds) -> medians.put(name, Measurements.median(rounds, Double::doubleValue)));
        return new PromptFigures(prompt.description(), medians, use.cpu().toNanos() / 1e6 / answers);
    }

    private static Load load(Target target, int connections, Prompt prompt) {
        return new Load(target, connections, prompt.body(target.model(), false));
    }

    private static List<Quantiles> quantiles(List<LoadResult> rounds) {
        return rounds.stream().map(result -> Quantiles.of(result.times())).toList();
    }

    /** The median over the rounds of the difference in each. */
    private static Quantiles added(List<Quantiles> rounds, List<Quantiles> directRounds) {
        var differences = new ArrayList<Quantiles>();
        for (var round = 0; round < rounds.size(); round++) {
            differences.add(rounds.get(round).minus(directRounds.get(round)));
        }
        return Quantiles.median(differences);
    }

    private static long failures(List<LoadResult> rounds) {
        return rounds.stream().mapToLong(LoadResult::failures).sum();
    }

    /** The results of each target, one a round. */
    private static final class Rounds<T> {

        private final Map<Target, List<T>> byTarget = new LinkedHashMap<>();

        void add(Target target, T result) {
            byTarget.computeIfAbsent(target, name -> new ArrayList<>()).add(result);
        }

        List<T> of(Target target) {
            return byTarget.getOrDefault(target, List.of());
        }

        Collection<List<T>> all() {
            return byTarget.values();
        }
    }

    /** How long everything takes at least. */
    Duration minimum() {
        var loads = (long) all.size() * options.rounds() * (2L * CONNECTIONS.length + Prompt.values().length);
        return options.block().multipliedBy(loads).plus(options.warmUp().multipliedBy(all.size()));
    }
}
