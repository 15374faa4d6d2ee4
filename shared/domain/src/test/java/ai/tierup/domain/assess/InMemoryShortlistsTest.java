package ai.tierup.domain.assess;

class InMemoryShortlistsTest extends ShortlistsContract {

    @Override
    protected Shortlists shortlists() {
        return new InMemoryShortlists();
    }
}
