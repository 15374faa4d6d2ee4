package ai.tierup.domain.idempotency;

class InMemoryIdempotentAnswersTest extends IdempotentAnswersContract {

    private final IdempotentAnswers answers = new InMemoryIdempotentAnswers();

    @Override
    protected IdempotentAnswers answers() {
        return answers;
    }
}
