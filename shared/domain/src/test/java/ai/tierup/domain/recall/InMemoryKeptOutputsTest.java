package ai.tierup.domain.recall;

class InMemoryKeptOutputsTest extends KeptOutputsContract {

    private final KeptOutputs outputs = new InMemoryKeptOutputs();

    @Override
    protected KeptOutputs outputs() {
        return outputs;
    }
}
