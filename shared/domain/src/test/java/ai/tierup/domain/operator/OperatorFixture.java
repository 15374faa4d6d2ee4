package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.InMemoryAccounts;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;

/** A service in memory and an operator who works on it. */
final class OperatorFixture {

    static final Operator ADA = new Operator("ada");
    static final AccountId ACME = new AccountId("acme");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    final InstantSource clock = InstantSource.fixed(NOON);
    final InMemoryOperatorLog log = new InMemoryOperatorLog();
    final RecordedActs acts = new RecordedActs(log, clock);
    final InMemoryAccounts accounts = new InMemoryAccounts();
    final InMemoryApiKeys apiKeys = new InMemoryApiKeys();
    final InMemoryWalletLedger ledger = new InMemoryWalletLedger();

    void open(AccountId account, Money cash) {
        ledger.open(TestEntries.opening(account, "adj#1", cash, TODAY), WalletRules.STANDARD.freeAllowance());
    }

    Wallet wallet(AccountId account) {
        return ledger.find(account).orElseThrow();
    }

    /** The record of an act by Ada at noon. */
    static OperatorAct act(String what, String subject, String why) {
        return new OperatorAct(what, subject, "ada", NOON, why);
    }
}
