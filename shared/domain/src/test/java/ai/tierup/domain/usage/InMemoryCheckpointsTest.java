package ai.tierup.domain.usage;

class InMemoryCheckpointsTest extends CheckpointsContract {

    private final Checkpoints checkpoints = new InMemoryCheckpoints();

    @Override
    protected Checkpoints checkpoints() {
        return checkpoints;
    }
}
