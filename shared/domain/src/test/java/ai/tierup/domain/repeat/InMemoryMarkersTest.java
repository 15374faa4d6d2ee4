package ai.tierup.domain.repeat;

class InMemoryMarkersTest extends MarkersContract {

    private final Markers markers = new InMemoryMarkers();

    @Override
    protected Markers markers() {
        return markers;
    }
}
