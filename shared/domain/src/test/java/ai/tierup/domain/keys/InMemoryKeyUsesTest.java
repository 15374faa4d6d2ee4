package ai.tierup.domain.keys;

class InMemoryKeyUsesTest extends KeyUsesContract {

    private final KeyUses uses = new InMemoryKeyUses();

    @Override
    protected KeyUses uses() {
        return uses;
    }
}
