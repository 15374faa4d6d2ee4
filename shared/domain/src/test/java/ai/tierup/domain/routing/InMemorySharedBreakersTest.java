package ai.tierup.domain.routing;

class InMemorySharedBreakersTest extends SharedBreakersContract {

    @Override
    protected SharedBreakers breakers() {
        return new InMemorySharedBreakers();
    }
}
