package ai.tierup.domain.account;

class InMemoryDirectoryTest extends DirectoryContract {

    private final ApiKeys keys = new InMemoryApiKeys();
    private final Accounts accounts = new InMemoryAccounts();

    @Override
    protected ApiKeys keys() {
        return keys;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }
}
