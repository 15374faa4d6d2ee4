package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.alert.FindAlerts;
import ai.tierup.domain.alert.RaiseAlerts;
import ai.tierup.domain.alert.UrgentAlerts;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.autotopup.AdvanceAutoTopUp;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.autotopup.ChangeAutoTopUp;
import ai.tierup.domain.autotopup.PauseAutoTopUp;
import ai.tierup.domain.autotopup.RunAutoTopUps;
import ai.tierup.domain.autotopup.SavedMethodCharges;
import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.CloseAccount;
import ai.tierup.domain.books.CloseDays;
import ai.tierup.domain.completion.AdmitChat;
import ai.tierup.domain.completion.AskCandidates;
import ai.tierup.domain.completion.CandidateOrder;
import ai.tierup.domain.completion.CloseRequest;
import ai.tierup.domain.completion.CompleteChat;
import ai.tierup.domain.completion.EndUserTags;
import ai.tierup.domain.completion.LinkedFiles;
import ai.tierup.domain.completion.SettleAfterAnswer;
import ai.tierup.domain.completion.ToolCallOriginals;
import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.credit.ReleaseCredit;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.guardrail.DayBudgets;
import ai.tierup.domain.guardrail.Guardrail;
import ai.tierup.domain.guardrail.RollDays;
import ai.tierup.domain.guardrail.SetBudget;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.idempotency.CompleteOnce;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.BookReversals;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.domain.payment.ReconcilePayments;
import ai.tierup.domain.payment.ReconciledLedger;
import ai.tierup.domain.payment.RefundCash;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.RepeatRules;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.routing.Breakers;
import ai.tierup.domain.routing.InMemorySharedBreakers;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.upstream.InMemoryToolCallMemory;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.SweepHolds;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.LanedLedger;
import ai.tierup.domain.wallet.LanedScan;
import ai.tierup.domain.wallet.OpenWallet;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.PlaceOutcome;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.SetLanes;
import ai.tierup.domain.wallet.ThawWallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.dynamodb.DynamoDbAlerts;
import ai.tierup.dynamodb.DynamoDbAuditLog;
import ai.tierup.dynamodb.DynamoDbAutoTopUps;
import ai.tierup.dynamodb.DynamoDbBooks;
import ai.tierup.dynamodb.DynamoDbCheckpoints;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbDeliveries;
import ai.tierup.dynamodb.DynamoDbIdempotentAnswers;
import ai.tierup.dynamodb.DynamoDbMarkers;
import ai.tierup.dynamodb.DynamoDbPlatformBooks;
import ai.tierup.dynamodb.DynamoDbPoolLedger;
import ai.tierup.dynamodb.DynamoDbScanMarks;
import ai.tierup.dynamodb.DynamoDbSignUpCredits;
import ai.tierup.dynamodb.DynamoDbTopUpKeys;
import ai.tierup.dynamodb.DynamoDbTopUpOrders;
import ai.tierup.dynamodb.DynamoDbUsageLog;
import ai.tierup.dynamodb.DynamoDbUsageRollups;
import ai.tierup.dynamodb.DynamoDbWalletLedger;
import ai.tierup.dynamodb.DynamoDbWalletScan;
import ai.tierup.dynamodb.TableNames;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** One environment of the service, wired like the real one. Its leases and its memory of purses are lost with it. */
final class ServiceProcess {

    /** The time after which a hold may be swept: a function's deadline plus a margin. */
    static final Duration HOLD_LIFE = Duration.ofMinutes(6);

    /** The grants of a day, enough for two sign-up credits. */
    static final Money DAILY_GRANTS = Money.ofUsd("74");

    private static final String STAGE = "simulated";

    final WalletLedger wallets;
    final OpenWallet openWallet;
    final Checkpoints checkpoints;
    private final Markers markers;
    final SettleHold settleHold;
    final SettleAfterAnswer settleAfterAnswer;
    final SweepHolds sweepHolds;
    final RollDays rollDays;
    final CloseDays closeDays;
    final SetBudget setBudget;
    final SetDailyLimit setDailyLimit;
    final SetLanes setLanes;
    final AuditAccount auditAccount;
    final Books books;
    final BookEntry bookEntry;
    final ThawWallet thawWallet;
    final SignUpCredits credits;
    final GrantCredit grantCredit;
    final AdvanceCredits advanceCredits;
    final TopUpOrders orders;
    final Accounts accounts;
    final CustomerAccounts customers;
    final Alerts alerts;
    final Deliveries deliveries;
    final AuditTrail trail;
    final RaiseAlerts raiseAlerts;
    final AutoTopUps autoTopUps;
    final ChangeAutoTopUp changeAutoTopUp;
    final RunAutoTopUps runAutoTopUps;
    final PlaceTopUp placeTopUp;
    final FulfilTopUp fulfilTopUp;
    final BookReversals bookReversals;
    final RefundCash refundCash;
    final ReconcilePayments reconcilePayments;
    final InstantSource clock;
    final RequestIds ids;
    final ProcessLiveness liveness;

    private final Guardrail guardrail;
    private final PlaceHold placeHold;
    private final IdempotentAnswers answers;
    private final Alarms alarms;
    private final RandomGenerator random;

    ServiceProcess(
            DynamoDbClients clients,
            TableNames tables,
            DayBudgets budgets,
            PaymentProvider payments,
            Alarms alarms,
            InstantSource clock,
            RandomGenerator random,
            ProcessLiveness liveness) {
        var pools = new DynamoDbPoolLedger(clients, tables);
        var lanes = new DynamoDbWalletLedger(clients, tables);
        this.wallets = new LanedLedger(lanes, WalletRules.STANDARD, clock);
        this.setLanes = new SetLanes(lanes, wallets, WalletRules.STANDARD, clock);
        var scan = new SortedHoldScan(new LanedScan(new DynamoDbWalletScan(clients, tables), wallets));
        var marks = new DynamoDbScanMarks(clients, tables, clock);
        this.books = new DynamoDbBooks(clients, tables);
        this.openWallet = new OpenWallet(wallets, WalletRules.STANDARD);
        this.markers = new DynamoDbMarkers(clients, tables);
        this.checkpoints = new DynamoDbCheckpoints(clients, tables, clock);
        this.settleHold = new SettleHold(new DynamoDbUsageLog(clients, tables), wallets, alarms);
        this.settleAfterAnswer =
                new SettleAfterAnswer(wallets, settleHold, alarms, random, liveness::pause, ChatRules.STANDARD);
        this.sweepHolds = new SweepHolds(scan, marks, checkpoints, settleHold, alarms, clock, Runnable::run);
        this.rollDays = new RollDays(pools, budgets, clock);
        this.closeDays = new CloseDays(
                scan,
                marks,
                new CloseAccount(wallets, books, new DynamoDbUsageRollups(clients, tables), WalletRules.STANDARD),
                new DynamoDbPlatformBooks(clients, tables),
                pools,
                alarms,
                clock);
        this.setBudget = new SetBudget(pools, budgets);
        this.setDailyLimit = new SetDailyLimit(wallets, alarms);
        this.auditAccount = new AuditAccount(wallets, books, clock);
        this.credits = new DynamoDbSignUpCredits(clients, tables);
        var log = new DynamoDbAuditLog(clients, tables);
        this.trail = new AuditTrail(log, clock, random);
        this.grantCredit = new GrantCredit(credits, WalletRules.STANDARD, DAILY_GRANTS, trail, clock, random);
        var releaseCredit = new ReleaseCredit(credits, trail, clock, random);
        var endCredit = new EndCredit(credits, wallets, books, trail, clock, random);
        this.advanceCredits = new AdvanceCredits(credits, grantCredit, releaseCredit, endCredit, alarms, clock);
        this.orders = new DynamoDbTopUpOrders(clients, tables);
        this.customers = new CustomerAccounts(clients, tables, wallets, endCredit, trail, clock, random);
        this.accounts = customers.accounts;
        this.alerts = new DynamoDbAlerts(clients, tables);
        this.deliveries = new DynamoDbDeliveries(clients, tables);
        this.raiseAlerts = new RaiseAlerts(
                alerts, marks, new FindAlerts(accounts, wallets, customers.keys, log), alarms, clock, random);
        this.autoTopUps = new DynamoDbAutoTopUps(clients, tables);
        this.changeAutoTopUp = new ChangeAutoTopUp(autoTopUps, trail);
        this.bookEntry = new BookEntry(wallets, clock, random);
        this.thawWallet = new ThawWallet(wallets);
        this.placeTopUp =
                new PlaceTopUp(payments, orders, new DynamoDbTopUpKeys(clients, tables), trail, clock, random, STAGE);
        this.fulfilTopUp = new FulfilTopUp(payments, orders, bookEntry, releaseCredit, changeAutoTopUp, alarms, STAGE);
        this.bookReversals = new BookReversals(payments, fulfilTopUp, bookEntry, wallets, trail, alarms);
        this.runAutoTopUps = new RunAutoTopUps(
                autoTopUps,
                new AdvanceAutoTopUp(
                        autoTopUps,
                        accounts,
                        wallets,
                        new SavedMethodCharges(payments, orders, fulfilTopUp, clock, random, STAGE),
                        new PauseAutoTopUp(
                                autoTopUps, placeTopUp, new UrgentAlerts(alerts, clock, random), trail, clock),
                        trail,
                        clock),
                marks,
                alarms);
        this.refundCash = new RefundCash(payments, orders, bookReversals, wallets);
        this.reconcilePayments = new ReconcilePayments(
                payments, fulfilTopUp, bookReversals, new ReconciledLedger(books, scan, marks), alarms, clock);
        this.clock = clock;
        this.guardrail = new Guardrail(pools, budgets, random, clock, Runnable::run);
        this.placeHold = new PlaceHold(wallets, guardrail, alarms, clock, WalletRules.STANDARD);
        this.ids = new RequestIds(clock, random);
        this.answers = new DynamoDbIdempotentAnswers(clients, tables);
        this.alarms = alarms;
        this.random = random;
        this.liveness = liveness;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Holds {@code bound}, or what is exactly needed: a quarter of its input, as prose has four bytes a token. */
    PlaceOutcome place(AccountId account, HoldBound bound, List<LimitedSpender> limits) {
        var exact = new HoldBound(
                bound.tier(), Math.ceilDiv(bound.inputTokens(), 4), bound.nativeInputTokens(), bound.outputTokens());
        var id = ids.next();
        try {
            var outcome = placeHold.place(
                    account, id, bound, () -> exact, clock.instant().plus(HOLD_LIFE), limits);
            if (outcome instanceof PlaceOutcome.Refused(var reason, var mayHold) && mayHold) {
                settleAfterAnswer.settle(account, id, null, () -> HOLD_LIFE, false);
            }
            return outcome;
        } finally {
            awaitReturns();
        }
    }

    /** Ends an invocation: what goes back to the pools has arrived, or its process has died. */
    void awaitReturns() {
        guardrail.awaitReturns();
    }

    /**
     * Wires the answers to requests with idempotency keys.
     *
     * @param watched returns the store of the answers, watched by the simulation
     */
    CompleteOnce completeOnce(Upstream upstream, UnaryOperator<IdempotentAnswers> watched) {
        var rules = ChatRules.STANDARD;
        var catalogue = new InMemoryTierCatalogue();
        catalogue.publish(TestTiers.mapping());
        var originals = new ToolCallOriginals(new InMemoryToolCallMemory(), Runnable::run, alarms, rules);
        var seal = new ReasoningSeal(() -> SealingKeys.NONE, random);
        var order = new CandidateOrder(originals, new EndUserTags(() -> new byte[32]), seal);
        var counter = new TokenCounter((text, limit) -> text.length());
        var repeatedInput = new RepeatedInput(
                () -> new byte[32], markers, counter, liveness::run, alarms, clock, RepeatRules.STANDARD);
        var completeChat = new CompleteChat(
                new AdmitChat(
                        catalogue,
                        counter,
                        (links, timeLeft) -> new LinkedFiles.Outcome.Fetched(Map.of()),
                        repeatedInput,
                        clock),
                placeHold,
                new AskCandidates(
                        order,
                        new Breakers(
                                Breakers.Mode.ON, new InMemorySharedBreakers(), Runnable::run, alarms, clock, random),
                        upstream,
                        new ToolCallIds(random),
                        seal,
                        alarms,
                        rules),
                new CloseRequest(settleHold, originals, checkpoints, Runnable::run, alarms, clock, rules),
                Runnable::run,
                clock,
                rules);
        return new CompleteOnce(completeChat, watched.apply(answers), alarms, clock, rules);
    }

    /** Begins the answer to a request whose hold is placed. */
    OpenRequest answer(PlaceOutcome.Placed placed, KeyId keyId) {
        return new OpenRequest(this, placed, keyId);
    }
}
