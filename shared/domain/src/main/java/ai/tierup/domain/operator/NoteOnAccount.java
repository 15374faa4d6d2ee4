package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.wallet.WalletLedger;

/** Writes a note into the audit log of an account, where operators and the customer read it. Changes nothing else. */
public final class NoteOnAccount {

    private final RecordedActs acts;
    private final WalletLedger ledger;

    public NoteOnAccount(RecordedActs acts, WalletLedger ledger) {
        this.acts = acts;
        this.ledger = ledger;
    }

    /**
     * Writes the note. The same note twice is two events.
     *
     * @param note also the reason of this act, so it has the length of one. Logs are printed by lines, so it has one line
     * @return false if there is no such account; nothing was recorded then
     * @throws IllegalArgumentException when {@code who} or {@code note} is blank or too long, or the note has control characters
     */
    public boolean write(Operator who, AccountId account, String note) {
        if (note.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A note is one line, without control characters.");
        }
        if (ledger.find(account).isEmpty()) {
            return false;
        }
        var writing = acts.audited(account, AuditAction.ACCOUNT_NOTED, note, () -> true);
        return acts.run(who, note, "note", account.value(), writing);
    }
}
