package ai.tierup.domain.alert;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that a customer wants to be told of.
 *
 * @param at when it happened or was noticed
 * @param details by the names that webhooks send; the only words of a customer among them are the names of teams
 */
public record Alert(AlertType type, Instant at, Map<String, String> details) {

    static final String BALANCE = "balance_usd";
    static final String LOW_BALANCE = "low_balance_usd";
    static final String KEY = "key";
    static final String TEAM = "team";
    static final String ACCOUNT = "account";
    static final String WINDOW = "window";
    static final String PERCENT = "percent";
    static final String SPENT = "spent_usd";
    static final String LIMIT = "limit_usd";
    static final String NETWORK = "network";
    static final String ACTOR = "actor";
    static final String REASON = "reason";
    static final String AMOUNT = "amount_usd";
    static final String CHECKOUT = "checkout_url";

    public Alert {
        details = Map.copyOf(details);
    }

    static Alert lowBalance(Instant at, Money balance, Money lowBalance) {
        return new Alert(AlertType.LOW_BALANCE, at, Map.of(BALANCE, balance.usd(), LOW_BALANCE, lowBalance.usd()));
    }

    static Alert budgetReached(Instant at, ReachedBudget budget, Money spent, Money limit) {
        return new Alert(
                AlertType.BUDGET_REACHED,
                at,
                Map.of(
                        kind(budget.spender()),
                        budget.spender().name(),
                        WINDOW,
                        name(budget.window()),
                        PERCENT,
                        Integer.toString(budget.percent()),
                        SPENT,
                        spent.usd(),
                        LIMIT,
                        limit.usd()));
    }

    private static String kind(SpenderId spender) {
        if (spender.isAccount()) {
            return ACCOUNT;
        }
        return spender.isTeam() ? TEAM : KEY;
    }

    static Alert newNetwork(Instant at, Network network) {
        return new Alert(AlertType.NEW_NETWORK, at, Map.of(NETWORK, network.prefix()));
    }

    static Alert keyRevoked(AuditEvent event) {
        var details = new HashMap<String, String>();
        details.put(KEY, event.target());
        details.put(ACTOR, event.origin().actor().publicName());
        var network = event.origin().network();
        if (network != null) {
            details.put(NETWORK, network.prefix());
        }
        return new Alert(AlertType.KEY_REVOKED, event.id().time(), details);
    }

    /**
     * Automatic top-ups have paused.
     *
     * @param reason the name that the API shows
     * @param checkout page where the customer can pay
     */
    public static Alert autoTopUpPaused(Instant at, String reason, Money amount, URI checkout) {
        return new Alert(
                AlertType.AUTO_TOP_UP_PAUSED,
                at,
                Map.of(REASON, reason, AMOUNT, amount.usd(), CHECKOUT, checkout.toString()));
    }

    /** Returns the detail with this name. */
    String detail(String name) {
        var detail = details.get(name);
        if (detail == null) {
            throw new IllegalStateException("An alert " + type + " lacks " + name);
        }
        return detail;
    }

    private static String name(Window window) {
        return window.name().toLowerCase(Locale.ROOT);
    }
}
