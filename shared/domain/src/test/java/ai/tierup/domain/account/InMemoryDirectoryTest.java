package ai.tierup.domain.account;

class InMemoryDirectoryTest extends DirectoryContract {

    private final Teams teams = new InMemoryTeams();
    private final ApiKeys keys = new InMemoryApiKeys(teams);
    private final Accounts accounts = new InMemoryAccounts();

    @Override
    protected ApiKeys keys() {
        return keys;
    }

    @Override
    protected Teams teams() {
        return teams;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }
}
