package ai.tierup.domain.canary;

class InMemoryCanaryCountersTest extends CanaryCountersContract {

    @Override
    protected CanaryCounters counters() {
        return new InMemoryCanaryCounters();
    }
}
