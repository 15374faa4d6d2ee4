package ai.tierup.domain.status;

class InMemoryIncidentsTest extends IncidentsContract {

    @Override
    protected Incidents incidents() {
        return new InMemoryIncidents();
    }
}
