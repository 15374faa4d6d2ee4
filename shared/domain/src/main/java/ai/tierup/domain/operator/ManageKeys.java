package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.keys.ChangeKey;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.Requester;
import ai.tierup.domain.keys.RevokeKey;

/** Creates, limits and revokes keys on behalf of an account. */
public final class ManageKeys {

    private final RecordedActs acts;
    private final CreateKey createKey;
    private final ChangeKey changeKey;
    private final RevokeKey revokeKey;

    public ManageKeys(RecordedActs acts, CreateKey createKey, ChangeKey changeKey, RevokeKey revokeKey) {
        this.acts = acts;
        this.createKey = createKey;
        this.changeKey = changeKey;
        this.revokeKey = revokeKey;
    }

    /**
     * Creates a key that has all rights within {@code limits}.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public CreateKey.Outcome create(Operator who, String why, AccountId account, String name, KeyLimits limits) {
        var rights = KeyRights.ALL.with(limits);
        return acts.run(
                who,
                why,
                "create-key",
                account + " " + name,
                () -> createKey.create(Requester.OPERATOR, account, name, rights));
    }

    /**
     * Sets the limits of a key.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public ChangeKey.Outcome limit(Operator who, String why, AccountId account, KeyId key, KeyLimits limits) {
        return acts.run(
                who,
                why,
                "limit-key",
                account + " " + key,
                () -> changeKey.change(
                        Requester.OPERATOR,
                        account,
                        key,
                        old -> old.with(old.rights().with(limits))));
    }

    /**
     * Revokes a key. Can be repeated.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public RevokeKey.Outcome revoke(Operator who, String why, AccountId account, KeyId key) {
        return acts.run(
                who, why, "revoke-key", account + " " + key, () -> revokeKey.revoke(Requester.OPERATOR, account, key));
    }
}
