package ai.tierup.domain.usage;

class InMemoryUsageRollupsTest extends UsageRollupsContract {

    private final UsageRollups rollups = new InMemoryUsageRollups();

    @Override
    protected UsageRollups rollups() {
        return rollups;
    }
}
