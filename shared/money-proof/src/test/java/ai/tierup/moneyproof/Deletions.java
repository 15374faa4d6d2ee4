package ai.tierup.moneyproof;

import ai.tierup.domain.access.Session;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.alert.AlertSettings;
import ai.tierup.domain.alert.AlertTopics;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.autotopup.AutoTopUp;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.keys.Requester;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Freezes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Customers who delete their accounts, and requests that add something to them before, during and after that. */
final class Deletions {

    private static final Origin OWNER = new Origin(Actor.SESSION, null);
    private static final Requester REQUESTER = new Requester(OWNER, KeyRights.ALL);
    private static final KeyLimits LIMITS = new KeyLimits(Map.of(Window.DAY, Money.ofUsd("0.08")));

    private final Set<AccountId> begun = new LinkedHashSet<>();
    private final List<String> sessions = new ArrayList<>();

    boolean isBegun(AccountId account) {
        return begun.contains(account);
    }

    /** Deletes one account of a history, so that the others are used. The playground's cannot be deleted. */
    void begin(ServiceProcess by, AccountId account) {
        if (begun.isEmpty() ? !account.equals(AccountId.PLAYGROUND) : begun.contains(account)) {
            delete(by, account);
        }
    }

    /** Pays back what is left, if the account is deleted and may be paid. */
    void refund(World world, ServiceProcess by, AccountId account) {
        if (by.refundCash.refusal(account).isPresent()) {
            return;
        }
        try {
            by.refundCash.refund(account);
        } catch (IllegalStateException e) {
            // The wallet has changed meanwhile, which the operator is told.
            if (world.operator.refundCash.refusal(account).isEmpty()) {
                throw e;
            }
        }
    }

    void delete(ServiceProcess by, AccountId account) {
        begun.add(account);
        by.customers.deleteAccount.delete(account, OWNER);
    }

    /** Repeats all deletions, as customers do who got no answer. */
    void repeat(ServiceProcess by) {
        List.copyOf(begun).forEach(account -> delete(by, account));
    }

    /**
     * Adds something with a name to an account, or signs in to it.
     *
     * @throws AccountDeleted when the account is closed, which must not be before its deletion began
     */
    void add(ServiceProcess by, AccountId account, RandomGenerator random) {
        var customers = by.customers;
        try {
            switch (random.nextInt(6)) {
                case 0 -> customers.createKey.create(REQUESTER, account, "my key", KeyRights.ALL);
                case 1 -> customers.createKey.create(REQUESTER, account, "my key", KeyRights.ALL.with(LIMITS));
                case 2 -> customers.manageTeams.put(REQUESTER, account, new Team(new TeamName("my-team"), LIMITS));
                case 3 -> customers.accounts.setModelAliases(account, new ModelAliases(Map.of("a", TierId.TIER_2)));
                case 4 ->
                    by.alerts.save(new AlertSettings(
                            account, new AlertTopics(null, true, true, true), false, null, by.clock.instant()));
                default -> signIn(by, account);
            }
        } catch (AccountDeleted e) {
            if (!begun.contains(account)) {
                throw new AssertionError(account + " was closed by nobody", e);
            }
            throw e;
        }
    }

    void signIn(ServiceProcess by, AccountId account) {
        var started = by.customers.startSession.start(account, Optional.empty());
        sessions.add(started.token().hash());
    }

    /** Returns what is left of deleted accounts at rest, when the deletions were repeated and every job has run. */
    List<String> check(World world) {
        var findings = new ArrayList<String>();
        begun.forEach(account -> check(world, account, findings));
        return findings;
    }

    private void check(World world, AccountId account, List<String> findings) {
        var service = world.operator;
        var customers = service.customers;
        var wallet = world.wallet(account);
        expect(findings, account + " is frozen", true, wallet.frozenBy().contains(Freezes.DELETED));
        expect(
                findings,
                account + ": counted keys and teams",
                Set.of(),
                wallet.keys().keySet());
        expect(findings, account + ": keys", List.of(), customers.keys.list(account));
        expect(findings, account + ": teams", List.of(), customers.teams.list(account));
        expect(findings, account + ": aliases", ModelAliases.NONE, service.accounts.modelAliases(account));
        expect(findings, account + ": automatic top-ups", AutoTopUp.none(account), service.autoTopUps.find(account));
        expect(
                findings,
                account + ": alerts",
                true,
                service.alerts.find(account).isEmpty());
        var found = service.accounts.find(account);
        expect(
                findings,
                account + " has a contact",
                false,
                found.map(Account::contact).isPresent());
        expect(
                findings,
                account + " is closed",
                true,
                found.map(Account::deletedAt).isPresent());
        service.credits
                .find(account)
                .ifPresent(credit ->
                        expect(findings, account + ": the credit", SignUpCredit.Status.ENDED, credit.status()));
        sessions.stream()
                .flatMap(hash -> customers.sessions.find(hash).stream())
                .map(Session::account)
                .filter(account::equals)
                .forEach(session -> findings.add(account + " has a session"));
    }

    private static void expect(List<String> findings, String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            findings.add(what + ": " + found + ", not " + expected);
        }
    }
}
