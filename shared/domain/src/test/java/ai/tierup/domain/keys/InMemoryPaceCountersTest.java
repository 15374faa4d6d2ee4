package ai.tierup.domain.keys;

class InMemoryPaceCountersTest extends PaceCountersContract {

    private final PaceCounters counters = new InMemoryPaceCounters();

    @Override
    protected PaceCounters counters() {
        return counters;
    }
}
