package ai.tierup.domain.access;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.keys.Requester;
import ai.tierup.domain.keys.RevokeKey;
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
    private final ApiKeys keys;
    private final RevokeKey revokeKey;
    private final Accounts accounts;
    private final EndCredit endCredit;
    private final EndSessions endSessions;
    private final Register register;

    /** Where and at what time the deletion is recorded. */
    public record Register(AuditTrail trail, InstantSource clock) {}

    public DeleteAccount(
            WalletLedger ledger,
            ApiKeys keys,
            RevokeKey revokeKey,
            Accounts accounts,
            EndCredit endCredit,
            EndSessions endSessions,
            Register register) {
        this.ledger = ledger;
        this.keys = keys;
        this.revokeKey = revokeKey;
        this.accounts = accounts;
        this.endCredit = endCredit;
        this.endSessions = endSessions;
        this.register = register;
    }

    /**
     * Deletes the account. Sessions end last, so that a call that was interrupted can be repeated.
     *
     * @return the cash that is left, to be paid back by the operator; negative for a debt
     */
    public Money delete(AccountId account, Origin origin) {
        register.trail().record(origin, account, AuditAction.ACCOUNT_DELETED, account.value());
        var cash = switch (ledger.freeze(account, Freezes.DELETED)) {
            case WriteAnswer.Written(var wallet) -> wallet.cash();
            case WriteAnswer.Refused refused -> Money.ZERO;
        };
        var requester = new Requester(origin, Requester.OPERATOR.rights());
        for (var listed : keys.list(account)) {
            if (!listed.isRevoked()) {
                revokeKey.revoke(requester, account, listed.key().id());
            }
        }
        endCredit.afterDeletion(
                account,
                accounts.find(account)
                        .map(Account::contact)
                        .map(Account.Contact::mailbox)
                        .orElse(null));
        accounts.erase(account, register.clock().instant());
        endSessions.endAll(account, origin);
        return cash;
    }
}
