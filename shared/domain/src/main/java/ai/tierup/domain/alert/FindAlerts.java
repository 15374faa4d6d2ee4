package ai.tierup.domain.alert;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what the owner of an account has to be told, from its wallet, its keys and its audit log. Writes nothing. */
public final class FindAlerts {

    /** Networks are new again after this time without a sign-in. */
    private static final Duration NETWORK_MEMORY = Duration.ofDays(90);

    /** Events appear in the log a moment after the time in their ids. A younger event may still get an older neighbour. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final int PAGE_SIZE = 100;

    /** The most alerts of one run that come from events, so that they fit into one transaction with the others. */
    private static final int MAX_EVENT_ALERTS = 10;

    private static final int MAX_NETWORKS = 100;

    private final Accounts accounts;
    private final WalletLedger ledger;
    private final ApiKeys keys;
    private final AuditLog log;

    public FindAlerts(Accounts accounts, WalletLedger ledger, ApiKeys keys, AuditLog log) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.keys = keys;
        this.log = log;
    }

    /**
     * What was found.
     *
     * @param next the state after these alerts, one version newer
     * @param isDeleted whether the account was deleted
     */
    record Found(AlertState next, List<Alert> alerts, boolean isDeleted) {}

    Found find(AlertSettings settings, AlertState state, Instant now) {
        return new Look(settings, state, now).find();
    }

    /** One look at an account. */
    private final class Look {

        private final AlertSettings settings;
        private final AlertTopics topics;
        private final AlertState state;
        private final Instant now;
        private final LocalDate today;
        private final List<Alert> alerts = new ArrayList<>();
        private final Set<String> revokedKeys = new HashSet<>();
        private boolean isDeleted;

        Look(AlertSettings settings, AlertState state, Instant now) {
            this.settings = settings;
            this.topics = settings.isOn() ? settings.topics() : AlertTopics.NONE;
            this.state = state;
            this.now = now;
            this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        }

        Found find() {
            var networks = new HashMap<>(state.networks());
            var seen = readEvents(networks);
            var wallet = topics.lowBalance() == null && !topics.budgets()
                    ? Optional.<Wallet>empty()
                    : ledger.find(settings.account());
            var isLow = wallet.filter(this::isLow).isPresent();
            var budgets = topics.budgets() ? wallet.map(this::reached).orElse(Set.of()) : Set.<ReachedBudget>of();
            return new Found(
                    new AlertState(settings.account(), state.version() + 1, isLow, seen, recent(networks), budgets),
                    alerts,
                    isDeleted);
        }

        private @Nullable AuditEventId readEvents(Map<Network, Instant> networks) {
            var oldest = AuditEventId.of(now.minus(NETWORK_MEMORY), 0);
            var seen = state.seen();
            var from = seen == null || seen.time().isBefore(oldest.time()) ? oldest : seen;
            while (true) {
                var page = log.after(settings.account(), from, PAGE_SIZE);
                for (var event : page) {
                    if (event.id().time().isAfter(now.minus(SETTLING)) || alerts.size() == MAX_EVENT_ALERTS) {
                        return seen;
                    }
                    take(event, networks);
                    seen = event.id();
                    from = seen;
                }
                if (page.size() < PAGE_SIZE) {
                    return seen;
                }
            }
        }

        /** Acts are recorded before they are done, so it is checked that those that matter were done. */
        private void take(AuditEvent event, Map<Network, Instant> networks) {
            isDeleted |= event.action() == AuditAction.ACCOUNT_DELETED && isAccountDeleted();
            var isWanted = !event.id().time().isBefore(settings.since());
            if (event.action() == AuditAction.KEY_REVOKED
                    && topics.revokedKeys()
                    && isWanted
                    && isDone(event)
                    && revokedKeys.add(event.target())) {
                alerts.add(Alert.keyRevoked(event));
            }
            var network = event.origin().network();
            if (event.action() == AuditAction.SIGNED_IN && network != null) {
                var isFirst = networks.isEmpty();
                var before = networks.put(network, event.id().time());
                var isNew = before == null || before.isBefore(event.id().time().minus(NETWORK_MEMORY));
                if (isNew && !isFirst && topics.newNetworks() && isWanted) {
                    alerts.add(Alert.newNetwork(event.id().time(), network));
                }
            }
        }

        private boolean isAccountDeleted() {
            return accounts.find(settings.account()).filter(Account::isDeleted).isPresent();
        }

        /** Returns whether the key is revoked, and not by a later call than the one that recorded {@code event}. */
        private boolean isDone(AuditEvent event) {
            var listed = keys.find(settings.account(), new KeyId(event.target()));
            var revokedAt = listed.map(ListedKey::revokedAt);
            return listed.isEmpty()
                    || revokedAt
                            .filter(at -> !event.id().time().isBefore(at.truncatedTo(ChronoUnit.MILLIS)))
                            .isPresent();
        }

        /** The newest networks, as many as are remembered. */
        private Map<Network, Instant> recent(Map<Network, Instant> networks) {
            return networks.entrySet().stream()
                    .sorted(Map.Entry.<Network, Instant>comparingByValue(Comparator.reverseOrder()))
                    .limit(MAX_NETWORKS)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        /** Held amounts count, because they may come back; so a running request does not make a balance low. */
        private boolean isLow(Wallet wallet) {
            var lowBalance = topics.lowBalance();
            if (lowBalance == null) {
                return false;
            }
            var balance = wallet.available().plus(wallet.held());
            var isLow = !balance.covers(lowBalance);
            if (isLow && !state.isLow()) {
                alerts.add(Alert.lowBalance(now, balance, lowBalance));
            }
            return isLow;
        }

        private Set<ReachedBudget> reached(Wallet wallet) {
            var reached = new HashSet<ReachedBudget>();
            if (wallet.hasDailyLimit()) {
                var limits = new KeyLimits(Map.of(Window.DAY, wallet.dailyLimit()));
                reached.addAll(reached(wallet, new LimitedSpender(SpenderId.of(settings.account()), limits)));
            }
            keys.list(settings.account()).stream()
                    .filter(listed -> !listed.isRevoked())
                    .flatMap(listed -> listed.key().limited().stream())
                    .distinct()
                    .forEach(spender -> reached.addAll(reached(wallet, spender)));
            return reached;
        }

        private Set<ReachedBudget> reached(Wallet wallet, LimitedSpender spender) {
            var reached = new HashSet<ReachedBudget>();
            spender.limits().amounts().forEach((window, limit) -> {
                var spent = spent(wallet, spender.id(), window);
                var percent = percent(spent, limit);
                if (percent >= ReachedBudget.NEARLY_USED) {
                    var step = percent >= ReachedBudget.USED_UP ? ReachedBudget.USED_UP : ReachedBudget.NEARLY_USED;
                    reached.add(
                            tell(new ReachedBudget(spender.id(), window, window.startOf(today), step), spent, limit));
                }
            });
            return reached;
        }

        /** Tells of a budget, unless it was told before in this window. Returns what was told. */
        private ReachedBudget tell(ReachedBudget budget, Money spent, Money limit) {
            var told = state.budgets().stream().filter(budget::isOfSameBudget).findFirst();
            if (told.isPresent() && told.get().percent() >= budget.percent()) {
                return told.get();
            }
            alerts.add(Alert.budgetReached(now, budget, spent, limit));
            return budget;
        }

        /** What has been spent in the window of today, without the amounts held, most of which usually come back. */
        private Money spent(Wallet wallet, SpenderId spender, Window window) {
            if (!window.containsBoth(wallet.day(), today)) {
                return Money.ZERO;
            }
            var held = wallet.holds().values().stream()
                    .filter(hold -> spender.isAccount() || hold.spenders().contains(spender))
                    .filter(hold -> window.containsBoth(hold.day(), today))
                    .map(Hold::amount)
                    .reduce(Money.ZERO, Money::plus);
            var counted = spender.isAccount()
                    ? wallet.dailyLimit().minus(wallet.dailyLeft())
                    : wallet.keys().getOrDefault(spender, KeySpend.NOTHING).in(window);
            return counted.minus(held);
        }

        /** The whole number of per cent that is nearest; 0 of a limit of nothing. */
        private static int percent(Money spent, Money limit) {
            return limit.isZero()
                    ? 0
                    : BigDecimal.valueOf(spent.nanoUsd())
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(limit.nanoUsd()), 0, RoundingMode.HALF_UP)
                            .intValue();
        }
    }
}
