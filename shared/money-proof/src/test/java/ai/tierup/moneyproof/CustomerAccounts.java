package ai.tierup.moneyproof;

import ai.tierup.domain.access.DeleteAccount;
import ai.tierup.domain.access.EndSessions;
import ai.tierup.domain.access.Sessions;
import ai.tierup.domain.access.StartSession;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.EraseKeys;
import ai.tierup.domain.keys.ManageTeams;
import ai.tierup.domain.keys.RevokeKey;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.dynamodb.DynamoDbAccounts;
import ai.tierup.dynamodb.DynamoDbApiKeys;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbKeyUses;
import ai.tierup.dynamodb.DynamoDbSessions;
import ai.tierup.dynamodb.DynamoDbTeams;
import ai.tierup.dynamodb.TableNames;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The part of a process with which customers manage their accounts and delete them. */
final class CustomerAccounts {

    final Accounts accounts;
    final ApiKeys keys;
    final Teams teams;
    final Sessions sessions;
    final CreateKey createKey;
    final ManageTeams manageTeams;
    final StartSession startSession;
    final DeleteAccount deleteAccount;

    CustomerAccounts(
            DynamoDbClients clients,
            TableNames tables,
            WalletLedger wallets,
            EndCredit endCredit,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random) {
        this.accounts = new DynamoDbAccounts(clients, tables);
        this.keys = new DynamoDbApiKeys(clients, tables);
        this.teams = new DynamoDbTeams(clients, tables);
        this.sessions = new DynamoDbSessions(clients, tables);
        this.createKey = new CreateKey(keys, wallets, trail, clock, random);
        this.manageTeams = new ManageTeams(teams, keys, wallets, trail);
        this.startSession = new StartSession(sessions, trail, clock, random);
        var revokeKey = new RevokeKey(keys, wallets, trail, clock);
        this.deleteAccount = new DeleteAccount(
                wallets,
                new EraseKeys(keys, teams, new DynamoDbKeyUses(clients, tables), revokeKey, wallets),
                accounts,
                endCredit,
                new EndSessions(sessions, trail, clock),
                new DeleteAccount.Register(trail, clock));
    }
}
