package ai.tierup.bench;

import ai.tierup.bench.Load.LoadResult;
import ai.tierup.bench.Measurements.CallFigures;
import ai.tierup.bench.Measurements.Cost;
import ai.tierup.bench.Measurements.MostStreams;
import ai.tierup.bench.Measurements.PromptFigures;
import ai.tierup.bench.Measurements.Quantiles;
import ai.tierup.bench.Measurements.StreamFigures;
import ai.tierup.bench.Streams.StreamResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the same loads on all contenders, in turns: first the provider, then each gateway, and this in every round. So a slow moment of the machine
 * meets all of them, and what a gateway adds is a difference within one round.
 */
final class Benchmark {

    private static final int[] CONNECTIONS = {1, 16, 64};
    private static final int[] STREAMS = {1, 50, 200};

    /** Numbers of streams that are tried one after the other, until a target does not hold them. Each of the 17 accounts may have 128. */
    private static final int[] MORE_STREAMS = {300, 400, 600, 800, 1_200, 1_600, 2_000};

    /** A stream is held if it comes whole, and 99 of 100 of its pieces come within this time. The provider sends one every 20 ms. */
    private static final double MAX_GAP_MILLIS = 100;

    private static final int SINGLE_STREAMS = 5;
    private static final int WARM_UP_CONNECTIONS = CONNECTIONS[CONNECTIONS.length - 1];
    private static final int MAX_WARM_UP_BLOCKS = 30;

    /** A JVM is warm if its compilers work for less than this part of the time. */
    private static final double MAX_COMPILING_SHARE = 0.02;

    /** Any other process is warm if a block costs more than this part of the cheapest block before. */
    private static final double WARM_SHARE = 0.97;

    /** The part of the slowest contender's highest rate at which answers are timed: busy, but without a queue that only grows. */
    private static final double PACED_SHARE = 0.6;

    private final FakeProvider provider;
    private final List<Contender> all;
    private final List<Contender> compared;
    private final BenchOptions options;

    /** @param all the provider itself, our gateway, and others */
    Benchmark(FakeProvider provider, List<Contender> all, BenchOptions options) {
        this.provider = provider;
        this.all = List.copyOf(all);
        this.compared = all.stream().filter(Contender::isCompared).toList();
        this.options = options;
    }

    private Contender direct() {
        return all.getFirst();
    }

    /**
     * Lets each contender work until its compilers are done, with the most connections that follow. A JIT compiler that is still at work would count as
     * the work of the gateway.
     */
    void warmUp() throws IOException {
        provider.play(FakeProvider.Pace.AT_ONCE);
        for (var contender : all) {
            var least = Double.POSITIVE_INFINITY;
            for (var block = 0; block < MAX_WARM_UP_BLOCKS; block++) {
                var before = contender.use();
                var answers = load(contender, WARM_UP_CONNECTIONS, Prompt.KB_1)
                        .asFastAsPossible(options.warmUp())
                        .answers();
                var use = contender.use().minus(before);
                var cost = use.cpu().toNanos() / (double) Math.max(1, answers);
                if (isWarm(contender, use, cost, least)) {
                    break;
                }
                least = Math.min(least, cost);
            }
        }
    }

    private boolean isWarm(Contender contender, ProcessMeter.Use use, double cost, double least) {
        return contender.meter().map(ProcessMeter::isOfJvm).orElse(false)
                ? use.compiling().toNanos() < options.warmUp().toNanos() * MAX_COMPILING_SHARE
                : contender.meter().isEmpty() || cost > least * WARM_SHARE;
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
        var uses = new HashMap<String, ProcessMeter.Use>();
        for (var round = 0; round < options.rounds(); round++) {
            for (var contender : all) {
                var before = contender.use();
                fast.add(contender, load(contender, connections, Prompt.KB_1).asFastAsPossible(options.block()));
                uses.merge(contender.name(), contender.use().minus(before), ProcessMeter.Use::plus);
            }
        }
        var paces = paces(fast);
        var paced = new Rounds<LoadResult>();
        for (var round = 0; round < options.rounds(); round++) {
            for (var contender : all) {
                paced.add(
                        contender,
                        load(contender, connections, Prompt.KB_1)
                                .atRate(paces.getOrDefault(contender.name(), 1.0), timed(connections)));
            }
        }
        var figures = new ArrayList<CallFigures>();
        for (var contender : all) {
            var answers =
                    fast.of(contender).stream().mapToLong(LoadResult::answers).sum();
            figures.add(new CallFigures(
                    contender.name(),
                    connections,
                    Measurements.median(fast.of(contender), LoadResult::callsPerSecond),
                    paces.getOrDefault(contender.name(), 1.0),
                    Quantiles.added(
                            paced.of(contender, LoadResult::quantiles), paced.of(direct(), LoadResult::quantiles)),
                    Cost.of(contender, uses.getOrDefault(contender.name(), ProcessMeter.Use.none()), answers),
                    failures(fast.of(contender)) + failures(paced.of(contender))));
        }
        return figures;
    }

    /** One connection has few answers in a block, so it gets two. */
    private Duration timed(int connections) {
        return connections == 1 ? options.block().multipliedBy(2) : options.block();
    }

    /** The rate for each contender: the same for all that are compared, and no more than it can bear for each other one. */
    private Map<String, Double> paces(Rounds<LoadResult> fast) {
        var common = Double.POSITIVE_INFINITY;
        for (var contender : compared) {
            common = Math.min(common, Measurements.median(fast.of(contender), LoadResult::callsPerSecond));
        }
        var paces = new HashMap<String, Double>();
        for (var contender : all) {
            var own = Measurements.median(fast.of(contender), LoadResult::callsPerSecond);
            paces.put(contender.name(), PACED_SHARE * Math.min(common, own));
        }
        return paces;
    }

    List<StreamFigures> streams() throws IOException {
        provider.play(FakeProvider.Pace.STEADY);
        var figures = new ArrayList<StreamFigures>();
        for (var count : STREAMS) {
            var results = new Rounds<StreamResult>();
            for (var round = 0; round < options.rounds(); round++) {
                for (var contender : compared) {
                    results.add(contender, streams(contender.target(), count));
                }
            }
            for (var contender : compared) {
                var sum = StreamResult.sum(results.of(contender));
                figures.add(new StreamFigures(
                        contender.name(),
                        count,
                        sum.whole(),
                        sum.asked(),
                        Quantiles.added(
                                results.of(contender, StreamResult::firstTokenQuantiles),
                                results.of(direct(), StreamResult::firstTokenQuantiles)),
                        Quantiles.added(
                                results.of(contender, StreamResult::gapQuantiles),
                                results.of(direct(), StreamResult::gapQuantiles)),
                        sum.gapQuantiles()));
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

    /**
     * How many streams each contender holds at most. The load and the provider are on the same machine, so the provider's own figure is the most that
     * can be measured here.
     *
     * @param done the loads of fewer streams
     */
    List<MostStreams> mostStreams(List<StreamFigures> done) throws IOException {
        provider.play(FakeProvider.Pace.STEADY);
        var figures = new ArrayList<MostStreams>();
        for (var contender : compared) {
            var held = done.stream()
                    .filter(load -> load.target().equals(contender.name()))
                    .filter(load -> load.whole() == load.asked() && load.gap().p99() <= MAX_GAP_MILLIS)
                    .mapToInt(StreamFigures::streams)
                    .max()
                    .orElse(0);
            var tried = 0;
            while (tried < MORE_STREAMS.length && isHeld(contender.target(), MORE_STREAMS[tried])) {
                held = MORE_STREAMS[tried++];
            }
            figures.add(new MostStreams(contender.name(), held, tried == MORE_STREAMS.length));
        }
        return figures;
    }

    private static boolean isHeld(Target target, int count) throws IOException {
        var result = streams(target, count);
        return result.whole() == count && result.gapQuantiles().p99() <= MAX_GAP_MILLIS;
    }

    List<PromptFigures> prompts() throws IOException {
        provider.play(FakeProvider.Pace.AT_ONCE);
        var figures = new ArrayList<PromptFigures>();
        for (var prompt : Prompt.values()) {
            if (prompt != Prompt.KB_1) {
                figures.add(prompt(prompt));
            }
        }
        return figures;
    }

    private PromptFigures prompt(Prompt prompt) throws IOException {
        var results = new Rounds<LoadResult>();
        var ours = compared.get(1);
        var use = ProcessMeter.Use.none();
        for (var round = 0; round < options.rounds(); round++) {
            for (var contender : compared) {
                var before = contender.use();
                var result = load(contender, 1, prompt).asFastAsPossible(options.block());
                if (result.failures() > 0) {
                    throw new IOException(contender.name() + " refused " + prompt.description());
                }
                use = contender.equals(ours) ? use.plus(contender.use().minus(before)) : use;
                results.add(contender, result);
            }
        }
        var added = new LinkedHashMap<String, Double>();
        for (var contender : compared.subList(1, compared.size())) {
            added.put(
                    contender.name(),
                    Quantiles.added(
                                    results.of(contender, LoadResult::quantiles),
                                    results.of(direct(), LoadResult::quantiles))
                            .p50());
        }
        var answers = results.of(ours).stream().mapToLong(LoadResult::answers).sum();
        return new PromptFigures(
                prompt.description(),
                prompt.body("bench", false).length,
                added,
                Cost.of(ours, use, answers).cpuMillis());
    }

    private static Load load(Contender contender, int connections, Prompt prompt) {
        var target = contender.target();
        return new Load(target, connections, prompt.body(target.model(), false));
    }

    private static long failures(List<LoadResult> rounds) {
        return rounds.stream().mapToLong(LoadResult::failures).sum();
    }

    /** How long everything takes at least. */
    Duration minimum() {
        var blocks = all.size() * (2L * CONNECTIONS.length + 1) + compared.size() * (Prompt.values().length - 1L);
        var waves = compared.size() * (STREAMS.length - 1L + SINGLE_STREAMS);
        return options.block()
                .multipliedBy(blocks * options.rounds())
                .plus(FakeProvider.Pace.STEADY.duration().multipliedBy(waves * options.rounds()))
                .plus(options.warmUp().multipliedBy(all.size()));
    }
}
