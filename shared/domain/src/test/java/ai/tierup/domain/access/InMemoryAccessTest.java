package ai.tierup.domain.access;

class InMemoryAccessTest extends AccessContract {

    private final Challenges challenges = new InMemoryChallenges();
    private final DayQuotas quotas = new InMemoryDayQuotas();
    private final Sessions sessions = new InMemorySessions();

    @Override
    protected Challenges challenges() {
        return challenges;
    }

    @Override
    protected DayQuotas quotas() {
        return quotas;
    }

    @Override
    protected Sessions sessions() {
        return sessions;
    }
}
