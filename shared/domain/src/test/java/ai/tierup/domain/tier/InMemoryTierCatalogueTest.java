package ai.tierup.domain.tier;

class InMemoryTierCatalogueTest extends TierCatalogueContract {

    @Override
    protected TierCatalogue catalogue() {
        return new InMemoryTierCatalogue();
    }
}
