package ai.tierup.domain.usage;

class InMemoryUsageLogTest extends UsageLogContract {

    private final UsageLog log = new InMemoryUsageLog();

    @Override
    protected UsageLog log() {
        return log;
    }
}
