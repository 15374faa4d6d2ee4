package ai.tierup.domain.account;

/**
 * Thrown by stores instead of a write that would add something to an account that was deleted. Environments accept its keys and sessions for
 * some seconds longer, so every such write has the condition that the account exists.
 */
public final class AccountDeleted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AccountDeleted(AccountId account) {
        super(account + " was deleted");
    }
}
