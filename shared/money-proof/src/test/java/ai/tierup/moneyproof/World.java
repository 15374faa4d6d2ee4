package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TestKeys;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.guardrail.DayBudgets;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.FakePayments;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.ServiceTables;
import ai.tierup.dynamodb.TableNames;
import ai.tierup.simulators.dynamodb.FakeDynamoDb;
import ai.tierup.simulators.dynamodb.FaultyClient;
import ai.tierup.simulators.dynamodb.LateRequests;
import ai.tierup.simulators.dynamodb.RetryingClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The store, the time and the accounts of a simulation, in which the processes of the service start and die. */
final class World {

    static final TableNames TABLES = new TableNames("wallets", "ledger", "directory", "transient");

    /** The business id of every wallet's first credit. */
    static final String OPENING = "adj#opening";

    /** The budgets of a day, small enough to run out but large enough for several shards. */
    private static final Map<Pool, Money> BUDGETS = Map.of(
            Pool.SUBSIDY, Money.ofUsd("2"),
            Pool.GRANT, Money.ofUsd("1"),
            Pool.TIER_1, Money.ofUsd("0.1"),
            Pool.PLAYGROUND, Money.ofUsd("0.1"),
            Pool.PLATFORM, Money.ofUsd("6"));

    private static final Money MAX_DRAW = Money.ofUsd("0.01");

    /** Alarms that faults can cause. Every other alarm means that money was lost or created. */
    private static final Set<Alarm> EXPECTED = EnumSet.of(
            Alarm.SWEEP_FAILED,
            Alarm.SETTLEMENT_FAILED,
            Alarm.STORE_UNAVAILABLE,
            Alarm.CLAIM_FAILED,
            Alarm.CLAIM_STUCK,
            Alarm.CLOSE_FAILED,
            Alarm.PAYMENTS_UNAVAILABLE,
            Alarm.JOB_FAILED,
            Alarm.RECONCILE_INCOMPLETE,
            Alarm.MARKERS_UNAVAILABLE);

    final LateRequests late = new LateRequests();
    final List<AccountId> accounts = new ArrayList<>();
    final CheckingClient checkingClient;

    /** The payment provider itself, without faults. */
    final FakePayments payments = new FakePayments();

    final OperatorActions operatorActions = new OperatorActions();

    final SignUps signUps = new SignUps();

    final Deletions deletions = new Deletions();

    /** A process without faults. Its writes are checked too. */
    final ServiceProcess operator;

    private final DayBudgets budgets = new DayBudgets(BUDGETS, () -> MAX_DRAW);
    private final List<String> alarms = new ArrayList<>();
    private Instant now;
    private int tokens;

    World(Instant start) {
        this.now = start;
        var store = new FakeDynamoDb(this::now);
        ServiceTables.create(store, TABLES);
        this.checkingClient = new CheckingClient(store, TABLES);
        this.operator = boot(Network.undisturbed(), Duration.ZERO, new SplittableRandom(0));
    }

    Instant now() {
        return now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** All violations found until now. */
    List<String> findings() {
        var all = new ArrayList<>(checkingClient.findings());
        all.addAll(alarms);
        return all;
    }

    /**
     * Starts a process.
     *
     * @param skew time by which its clock is ahead
     */
    ServiceProcess boot(Network network, Duration skew, RandomGenerator random) {
        var liveness = new ProcessLiveness(this::now);
        var retries = new RetryingClient(
                new FaultyClient(checkingClient, liveness.over(network.retrying()), late), () -> "token-" + tokens++);
        var clients =
                DynamoDbClients.of(new FaultyClient(checkingClient, liveness.over(network.once()), late), retries);
        var provider = new FaultyPayments(
                payments,
                liveness.over(network.payments()),
                late,
                network.others(),
                this::tellOfCharge,
                this::tellOfRefund);
        return new ServiceProcess(
                clients, TABLES, budgets, provider, this::raise, () -> now.plus(skew), random, liveness);
    }

    private void tellOfCharge(SessionId charge) {
        operator.fulfilTopUp.fulfil(charge);
    }

    private void tellOfRefund(PaymentId payment) {
        operator.bookReversals.book(payment);
    }

    private void raise(Alarm alarm, String subject) {
        if (!EXPECTED.contains(alarm)) {
            alarms.add("alarm " + alarm + " about " + subject);
        }
    }

    AccountId nextAccount() {
        return new AccountId("account-" + accounts.size());
    }

    void open(AccountId account, ServiceProcess by, Money cash) {
        by.openWallet.open(TestEntries.opening(account, OPENING, cash, by.today()));
    }

    /** The limits of every limited key and team. */
    static LimitedSpender limitsOf(SpenderId spender) {
        return TestKeys.limited(spender, Money.ofUsd("0.08"), Money.ofUsd("0.2"));
    }

    Wallet wallet(AccountId account) {
        return operator.wallets.find(account).orElseThrow();
    }
}
