package ai.tierup.domain.upstream;

class InMemoryToolCallMemoryTest extends ToolCallMemoryContract {

    private final ToolCallMemory memory = new InMemoryToolCallMemory();

    @Override
    protected ToolCallMemory memory() {
        return memory;
    }
}
