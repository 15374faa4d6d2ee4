package ai.tierup.domain.payment;

class InMemoryTopUpKeysTest extends TopUpKeysContract {

    private final TopUpKeys keys = new InMemoryTopUpKeys();

    @Override
    protected TopUpKeys keys() {
        return keys;
    }
}
