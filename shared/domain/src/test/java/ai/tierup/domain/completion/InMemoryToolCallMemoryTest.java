package ai.tierup.domain.completion;

class InMemoryToolCallMemoryTest extends ToolCallMemoryContract {

    private final ToolCallMemory memory = new InMemoryToolCallMemory();

    @Override
    protected ToolCallMemory memory() {
        return memory;
    }
}
