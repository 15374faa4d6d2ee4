package ai.tierup.domain.operator;

import ai.tierup.domain.access.AccessKey;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.credit.SignUpCredits;
import java.util.Optional;

/** Finds the account that was opened for an e-mail address, however it is spelled. A deleted account is not found. */
public final class FindAccount {

    private final SignUpCredits credits;
    private final AccessKey key;

    /** @param key the stage's key, by which addresses are hashed */
    public FindAccount(SignUpCredits credits, AccessKey key) {
        this.credits = credits;
        this.key = key;
    }

    public Optional<AccountId> byAddress(EmailAddress address) {
        return credits.accountOf(key.hash(address));
    }
}
