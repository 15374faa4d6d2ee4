package ai.tierup.operator;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditWallets;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.PlatformBooks;
import ai.tierup.domain.books.WalletFromLedger;
import ai.tierup.domain.canary.JudgeCanary;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.guardrail.DayBudgets;
import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.SetBudget;
import ai.tierup.domain.keys.ChangeKey;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.ListKeys;
import ai.tierup.domain.keys.RevokeKey;
import ai.tierup.domain.operator.AccountOpenings;
import ai.tierup.domain.operator.BookManualEntry;
import ai.tierup.domain.operator.ChangeBudget;
import ai.tierup.domain.operator.CreateAccount;
import ai.tierup.domain.operator.DaySpend;
import ai.tierup.domain.operator.DivideWallet;
import ai.tierup.domain.operator.FindAccount;
import ai.tierup.domain.operator.FreezeAccount;
import ai.tierup.domain.operator.LimitAccount;
import ai.tierup.domain.operator.ManageKeys;
import ai.tierup.domain.operator.MappingCheck;
import ai.tierup.domain.operator.MoveTiers;
import ai.tierup.domain.operator.NoteOnAccount;
import ai.tierup.domain.operator.OpenAccount;
import ai.tierup.domain.operator.OperatorLog;
import ai.tierup.domain.operator.PublishTiers;
import ai.tierup.domain.operator.ReadAccount;
import ai.tierup.domain.operator.ReadAuditLog;
import ai.tierup.domain.operator.RebuildWallet;
import ai.tierup.domain.operator.ReconcileByHand;
import ai.tierup.domain.operator.RecordedActs;
import ai.tierup.domain.operator.RefundAccount;
import ai.tierup.domain.operator.ReportIncident;
import ai.tierup.domain.operator.ThawAccount;
import ai.tierup.domain.payment.BookReversals;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.ReconciledLedger;
import ai.tierup.domain.payment.RefundCash;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.status.Incidents;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.LaneStore;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.SetLanes;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.wiring.Settings;
import io.micronaut.context.BeanContext;
import io.micronaut.core.type.GenericArgument;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Creates the use cases that operators run. Only this class passes stores on, and no command uses a store itself.
 *
 * @param service the objects of a service, which need not be running
 */
public record UseCases(BeanContext service) {

    /** Creates accounts without a record in the operator log. Only the seed uses it, since it is not run on behalf of an operator. */
    public CreateAccount createAccount() {
        return new CreateAccount(
                service.getBean(AccountOpenings.class),
                service.getBean(Accounts.class),
                service.getBean(ApiKeys.class),
                service.getBean(WalletLedger.class),
                service.getBean(WalletRules.class),
                clock(),
                service.getBean(RandomGenerator.class));
    }

    OpenAccount openAccount() {
        return new OpenAccount(
                acts(), service.getBean(Accounts.class), createAccount(), service.getBean(RandomGenerator.class));
    }

    BookManualEntry bookManualEntry() {
        return new BookManualEntry(acts(), service.getBean(WalletLedger.class), service.getBean(BookEntry.class));
    }

    FreezeAccount freezeAccount() {
        return new FreezeAccount(acts(), service.getBean(WalletLedger.class));
    }

    ThawAccount thawAccount() {
        return new ThawAccount(acts(), service.getBean(WalletLedger.class));
    }

    LimitAccount limitAccount() {
        return new LimitAccount(acts(), service.getBean(SetDailyLimit.class));
    }

    NoteOnAccount noteOnAccount() {
        return new NoteOnAccount(acts(), service.getBean(WalletLedger.class));
    }

    DivideWallet divideWallet() {
        return new DivideWallet(
                acts(),
                new SetLanes(
                        service.getBean(LaneStore.class),
                        service.getBean(WalletLedger.class),
                        service.getBean(WalletRules.class),
                        clock()));
    }

    /** Returns empty if the key is not set by which addresses are hashed. */
    Optional<FindAccount> findAccount() {
        return service.getBean(new GenericArgument<CurrentSecrets<AccessSecrets>>() {})
                .fresh()
                .accessKey()
                .map(key -> new FindAccount(service.getBean(SignUpCredits.class), key));
    }

    RefundAccount refundAccount() {
        var refundCash = new RefundCash(
                service.getBean(PaymentProvider.class),
                service.getBean(TopUpOrders.class),
                service.getBean(BookReversals.class),
                service.getBean(WalletLedger.class));
        return new RefundAccount(acts(), refundCash);
    }

    RebuildWallet rebuildWallet() {
        return new RebuildWallet(
                acts(),
                service.getBean(WalletLedger.class),
                new WalletFromLedger(
                        service.getBean(Books.class),
                        service.getBean(PlatformBooks.class),
                        service.getBean(WalletRules.class),
                        clock()),
                service.getBean(AuditAccount.class));
    }

    ManageKeys manageKeys() {
        var keys = service.getBean(ApiKeys.class);
        var ledger = service.getBean(WalletLedger.class);
        var trail = service.getBean(AuditTrail.class);
        return new ManageKeys(
                acts(),
                new CreateKey(keys, ledger, trail, clock(), service.getBean(RandomGenerator.class)),
                new ChangeKey(keys, ledger, trail),
                new RevokeKey(keys, ledger, trail, clock()));
    }

    PublishTiers publishTiers() {
        return new PublishTiers(acts(), service.getBean(TierCatalogue.class), mappingCheck(), clock());
    }

    MoveTiers moveTiers() {
        return new MoveTiers(acts(), service.getBean(TierCatalogue.class), mappingCheck(), clock());
    }

    FindModels findModels() {
        return service.getBean(FindModels.class);
    }

    JudgeCanary judgeCanary() {
        return service.getBean(JudgeCanary.class);
    }

    private MappingCheck mappingCheck() {
        var providers = new HashSet<>(service.getBean(Settings.class).upstream().furtherProviders());
        providers.add(ProviderId.DEFAULT);
        return new MappingCheck(providers, service.getBean(PoolLedger.class), clock());
    }

    ChangeBudget changeBudget() {
        var setBudget = new SetBudget(service.getBean(PoolLedger.class), service.getBean(DayBudgets.class));
        return new ChangeBudget(setBudget, clock());
    }

    DaySpend daySpend() {
        return new DaySpend(
                service.getBean(WalletScan.class), service.getBean(Books.class), service.getBean(MeasurePools.class));
    }

    /** An audit of all wallets, beginning with the first. */
    public AuditWallets auditWallets(WalletScan wallets) {
        return new AuditWallets(
                wallets, new NoScanMarks(), service.getBean(AuditAccount.class), service.getBean(Journal.class));
    }

    ReadAccount readAccount() {
        return new ReadAccount(
                service.getBean(Accounts.class),
                service.getBean(WalletLedger.class),
                service.getBean(SignUpCredits.class),
                service.getBean(ListKeys.class),
                service.getBean(Books.class),
                service.getBean(TopUpOrders.class),
                service.getBean(AuditLog.class));
    }

    /**
     * A reconciliation of all wallets, beginning with the first.
     *
     * @param alarms gets the differences
     */
    ReconcileByHand reconcileByHand(Alarms alarms) {
        var reconcilePayments = new ReconcilePayments(
                service.getBean(PaymentProvider.class),
                service.getBean(FulfilTopUp.class),
                service.getBean(BookReversals.class),
                new ReconciledLedger(
                        service.getBean(Books.class), service.getBean(WalletScan.class), new NoScanMarks()),
                alarms,
                clock());
        return new ReconcileByHand(acts(), reconcilePayments);
    }

    ReportIncident reportIncident() {
        return new ReportIncident(acts(), service.getBean(Incidents.class), clock());
    }

    ReadAuditLog readAuditLog() {
        return new ReadAuditLog(service.getBean(AuditLog.class), clock());
    }

    private RecordedActs acts() {
        return new RecordedActs(service.getBean(OperatorLog.class), service.getBean(AuditTrail.class), clock());
    }

    private InstantSource clock() {
        return service.getBean(InstantSource.class);
    }
}
