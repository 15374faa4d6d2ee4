package ai.tierup.domain.access;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.keys.EraseKeys;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.InstantSource;

/**
 * Deletes an account: it can no longer spend or be signed in to, what is left of its sign-up credit ends, and its personal data is erased.
 * Its books stay, under an id that belongs to nobody.
 */
public final class DeleteAccount {

    private final WalletLedger ledger;
    private final EraseKeys eraseKeys;
    private final Accounts accounts;
    private final EndCredit endCredit;
    private final EndSessions endSessions;
    private final Register register;

    /** Where and at what time the deletion is recorded. */
    public record Register(AuditTrail trail, InstantSource clock) {}

    public DeleteAccount(
            WalletLedger ledger,
            EraseKeys eraseKeys,
            Accounts accounts,
            EndCredit endCredit,
            EndSessions endSessions,
            Register register) {
        this.ledger = ledger;
        this.eraseKeys = eraseKeys;
        this.accounts = accounts;
        this.endCredit = endCredit;
        this.endSessions = endSessions;
        this.register = register;
    }

    /**
     * Deletes the account. It is closed first, so that requests with a key or session that is still accepted add nothing to it. Sessions end
     * last, so that a call that was interrupted can be repeated.
     *
     * @return the cash that is left, to be paid back by the operator; negative for a debt
     */
    public Money delete(AccountId account, Origin origin) {
        register.trail().record(origin, account, AuditAction.ACCOUNT_DELETED, account.value());
        accounts.close(account, register.clock().instant());
        var cash = switch (ledger.freeze(account, Freezes.DELETED)) {
            case WriteAnswer.Written(var wallet) -> wallet.cash();
            case WriteAnswer.Refused refused -> Money.ZERO;
        };
        eraseKeys.erase(account, origin);
        endCredit.afterDeletion(
                account,
                accounts.find(account)
                        .map(Account::contact)
                        .map(Account.Contact::mailbox)
                        .orElse(null));
        accounts.erase(account);
        endSessions.endForGood(account, origin);
        return cash;
    }
}
