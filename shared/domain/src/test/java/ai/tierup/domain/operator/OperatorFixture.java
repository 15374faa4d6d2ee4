package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** A service in memory and an operator who works on it. */
final class OperatorFixture {

    static final Operator ADA = new Operator("ada");
    static final AccountId ACME = new AccountId("acme");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    final InstantSource clock = InstantSource.fixed(NOON);
    final InMemoryOperatorLog log = new InMemoryOperatorLog();
    final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    final RecordedActs acts = new RecordedActs(log, new AuditTrail(auditLog, clock, new Random(6)), clock);
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryApiKeys apiKeys = new InMemoryApiKeys();
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    final AccountOpenings openings = new InMemoryAccountOpenings(accounts, apiKeys, ledger);

    void open(AccountId account, Money cash) {
        ledger.open(TestEntries.opening(account, "adj#1", cash, TODAY), WalletRules.STANDARD.freeAllowance());
    }

    Wallet wallet(AccountId account) {
        return ledger.find(account).orElseThrow();
    }

    /** The events of an account as its customer reads them, in any order. */
    List<String> audited(AccountId account) {
        return auditLog.newest(account, null, 9).stream()
                .map(event -> event.origin().actor().publicName() + " "
                        + event.action().publicName() + " " + event.target())
                .toList();
    }

    /** The record of an act by Ada at noon. */
    static OperatorAct act(String what, String subject, String why) {
        return new OperatorAct(what, subject, "ada", NOON, why);
    }
}
