package ai.tierup.domain.status;

class InMemoryServiceDaysTest extends ServiceDaysContract {

    @Override
    protected ServiceDays days() {
        return new InMemoryServiceDays();
    }
}
