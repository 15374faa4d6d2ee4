package ai.tierup.bench;

import ai.tierup.bench.Measurements.UnitFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the units that AWS would bill for a call. The tables in memory count them by AWS's rules, and no job runs beside them, so the measured
 * gateway need not ask its database for its consumption.
 */
record UnitCount(FakeProvider provider, MemoryGateway gateway, Target target) {

    /** Enough for the leases of the pools to know what a call costs. */
    private static final int WARM_UP_CALLS = 50;

    /** Enough for some leases of the pools, which a call takes now and then. */
    private static final int CALLS = 90;

    private static final int MANY_CONNECTIONS = 64;

    List<UnitFigures> figures() throws IOException {
        provider.play(FakeProvider.Pace.AT_ONCE);
        var figures = new ArrayList<UnitFigures>();
        for (var prompt : Prompt.values()) {
            figures.add(count(prompt, 1));
        }
        figures.add(count(Prompt.KB_1, MANY_CONNECTIONS));
        return figures;
    }

    /** The figures of a conversation that has been sent before, as most calls of an agent are. */
    private UnitFigures count(Prompt prompt, int connections) throws IOException {
        var load = new Load(target, connections, prompt.body(target.model(), false));
        load.calls(WARM_UP_CALLS / connections + 1);
        var before = gateway.units();
        var calls = load.calls(CALLS / connections + 1).answers();
        var used = gateway.units().minus(before);
        return new UnitFigures(prompt.description(), connections, used.write() / (double) calls, used.read() / calls);
    }
}
