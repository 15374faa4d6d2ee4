package ai.tierup.functions.support.wiring;

import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.keys.ChangeKey;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.EraseKeys;
import ai.tierup.domain.keys.KeyPace;
import ai.tierup.domain.keys.KeyUses;
import ai.tierup.domain.keys.ListKeys;
import ai.tierup.domain.keys.ManageTeams;
import ai.tierup.domain.keys.NoteKeyUse;
import ai.tierup.domain.keys.PaceCounters;
import ai.tierup.domain.keys.RevokeKey;
import ai.tierup.domain.wallet.WalletLedger;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Creates the use cases of keys. */
@Factory
final class KeyFactory {

    @Singleton
    CreateKey createKey(
            ApiKeys keys, WalletLedger ledger, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        return new CreateKey(keys, ledger, trail, clock, random);
    }

    @Singleton
    ChangeKey changeKey(ApiKeys keys, WalletLedger ledger, AuditTrail trail) {
        return new ChangeKey(keys, ledger, trail);
    }

    @Singleton
    ManageTeams manageTeams(Teams teams, ApiKeys keys, WalletLedger ledger, AuditTrail trail) {
        return new ManageTeams(teams, keys, ledger, trail);
    }

    @Singleton
    NoteKeyUse noteKeyUse(KeyUses uses, InstantSource clock) {
        return new NoteKeyUse(uses, clock);
    }

    @Singleton
    ListKeys listKeys(ApiKeys keys, KeyUses uses) {
        return new ListKeys(keys, uses);
    }

    @Singleton
    KeyPace keyPace(PaceCounters counters, InstantSource clock) {
        return new KeyPace(counters, clock);
    }

    @Singleton
    RevokeKey revokeKey(ApiKeys keys, WalletLedger ledger, AuditTrail trail, InstantSource clock) {
        return new RevokeKey(keys, ledger, trail, clock);
    }

    @Singleton
    EraseKeys eraseKeys(ApiKeys keys, Teams teams, KeyUses uses, RevokeKey revokeKey, WalletLedger ledger) {
        return new EraseKeys(keys, teams, uses, revokeKey, ledger);
    }
}
