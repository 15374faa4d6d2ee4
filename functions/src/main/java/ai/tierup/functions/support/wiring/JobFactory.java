package ai.tierup.functions.support.wiring;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.CloseAccount;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.books.PlatformBooks;
import ai.tierup.domain.books.ReadUsage;
import ai.tierup.domain.guardrail.DayBudgets;
import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.RollDays;
import ai.tierup.domain.payment.BookReversals;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.ReconciledLedger;
import ai.tierup.domain.tier.CheckPublishedTiers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.SweepHolds;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.functions.support.observability.Journal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** Creates the use cases that schedules and operators start. */
@Factory
final class JobFactory {

    @Singleton
    SweepHolds sweepHolds(
            WalletScan wallets,
            ScanMarks marks,
            Checkpoints checkpoints,
            SettleHold settleHold,
            Journal journal,
            InstantSource clock,
            @Named(ServiceFactory.VIRTUAL_THREADS) ExecutorService executor) {
        return new SweepHolds(wallets, marks, checkpoints, settleHold, journal, clock, executor);
    }

    @Singleton
    AuditAccount auditAccount(WalletLedger ledger, Books books, InstantSource clock) {
        return new AuditAccount(ledger, books, clock);
    }

    @Singleton
    AuditWallets auditWallets(WalletScan wallets, ScanMarks marks, AuditAccount auditAccount, Journal journal) {
        return new AuditWallets(wallets, marks, auditAccount, journal);
    }

    @Singleton
    RollDays rollDays(PoolLedger pools, DayBudgets budgets, InstantSource clock) {
        return new RollDays(pools, budgets, clock);
    }

    @Singleton
    MeasurePools measurePools(PoolLedger pools, InstantSource clock) {
        return new MeasurePools(pools, clock);
    }

    @Singleton
    CheckPublishedTiers checkPublishedTiers(TierCatalogue catalogue, Journal journal, InstantSource clock) {
        return new CheckPublishedTiers(catalogue, journal, clock);
    }

    @Singleton
    CloseAccount closeAccount(WalletLedger ledger, Books books, UsageRollups rollups, WalletRules rules) {
        return new CloseAccount(ledger, books, rollups, rules);
    }

    @Singleton
    ReadUsage readUsage(
            Accounts accounts, Books books, PlatformBooks platform, UsageRollups rollups, InstantSource clock) {
        return new ReadUsage(accounts, books, platform, rollups, clock);
    }

    @Singleton
    CloseDays closeDays(
            WalletScan wallets,
            ScanMarks marks,
            CloseAccount closeAccount,
            PlatformBooks platform,
            PoolLedger pools,
            Journal journal,
            InstantSource clock) {
        return new CloseDays(wallets, marks, closeAccount, platform, pools, journal, clock);
    }

    @Singleton
    ReconcilePayments reconcilePayments(
            PaymentProvider payments,
            FulfilTopUp fulfilTopUp,
            BookReversals bookReversals,
            Books books,
            WalletScan wallets,
            ScanMarks marks,
            Journal journal,
            InstantSource clock) {
        return new ReconcilePayments(
                payments, fulfilTopUp, bookReversals, new ReconciledLedger(books, wallets, marks), journal, clock);
    }
}
