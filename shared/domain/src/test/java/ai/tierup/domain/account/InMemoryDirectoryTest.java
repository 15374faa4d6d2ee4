package ai.tierup.domain.account;

class InMemoryDirectoryTest extends DirectoryContract {

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final Teams teams = new InMemoryTeams(accounts);
    private final ApiKeys keys = new InMemoryApiKeys(teams, accounts);

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
