package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.InstantSource;

/**
 * Takes the next step of an account's automatic top-ups. Everything that a step needs is written before the provider is asked, so a call that
 * ended anywhere is completed by the next one, and two calls at once make one charge.
 */
public final class AdvanceAutoTopUp {

    private final AutoTopUps store;
    private final Accounts accounts;
    private final WalletLedger ledger;
    private final SavedMethodCharges charges;
    private final PauseAutoTopUp pauseAutoTopUp;
    private final AuditTrail trail;
    private final InstantSource clock;

    public AdvanceAutoTopUp(
            AutoTopUps store,
            Accounts accounts,
            WalletLedger ledger,
            SavedMethodCharges charges,
            PauseAutoTopUp pauseAutoTopUp,
            AuditTrail trail,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.ledger = ledger;
        this.charges = charges;
        this.pauseAutoTopUp = pauseAutoTopUp;
        this.trail = trail;
        this.clock = clock;
    }

    /** What a step did. */
    enum Step {
        NOTHING,
        CHARGED,
        FAILED,
        PAUSED
    }

    /**
     * Takes the next step.
     *
     * @throws ai.tierup.domain.payment.PaymentsUnavailable when the provider cannot be reached; the next call goes on
     */
    Step advance(AutoTopUp seen) {
        var running = seen.progress().running();
        if (running != null) {
            return settle(seen, running);
        }
        if (!seen.discarded().isEmpty()) {
            seen.discarded().forEach(charges::forget);
            var without = seen.withoutDiscarded();
            return store.replace(without) ? advance(without) : Step.NOTHING;
        }
        if (isDeleted(seen)) {
            remove(seen);
            return Step.NOTHING;
        }
        var rule = seen.rule();
        var method = seen.method();
        return rule != null && method != null && isDue(seen, rule) ? start(seen, rule, method) : Step.NOTHING;
    }

    private boolean isDeleted(AutoTopUp seen) {
        return accounts.find(seen.account()).filter(Account::isDeleted).isPresent();
    }

    private void remove(AutoTopUp seen) {
        var method = seen.method();
        if (method != null) {
            charges.forget(method);
        }
        store.remove(seen);
    }

    private boolean isDue(AutoTopUp seen, AutoTopUpRule rule) {
        return seen.progress().allows(clock.instant(), rule.maxPerDay())
                && ledger.find(seen.account())
                        .filter(wallet -> !wallet.isFrozen() && !balance(wallet).covers(rule.threshold()))
                        .isPresent();
    }

    /** Held amounts count, because they may come back; so a running request starts no top-up. */
    private static Money balance(Wallet wallet) {
        return wallet.available().plus(wallet.held());
    }

    private Step start(AutoTopUp seen, AutoTopUpRule rule, SavedMethod method) {
        var order = charges.newOrder(seen.account(), rule.amount());
        var charge = new RunningCharge(order.id(), method);
        var started = seen.started(charge);
        if (!store.start(started, order)) {
            // Another run was faster, or the customer has changed something.
            return Step.NOTHING;
        }
        trail.record(
                Origin.SERVICE,
                seen.account(),
                AuditAction.TOP_UP_PLACED,
                order.id().publicName());
        return settle(started, charge);
    }

    private Step settle(AutoTopUp seen, RunningCharge running) {
        // An order may be left over from before the customer ended automatic top-ups, or replaced the method.
        var isWanted = store.find(seen.account()).wants(running) && !isDeleted(seen);
        return switch (charges.charge(seen.account(), running, isWanted)) {
            case OPEN, PENDING -> Step.NOTHING;
            case PAID -> store.replace(seen.succeeded()) ? Step.CHARGED : Step.NOTHING;
            case EXPIRED -> store.replace(seen.expired()) ? Step.FAILED : Step.NOTHING;
            case FAILED -> fail(running, seen.failed(running, clock.instant()));
            case UNCONFIRMED -> fail(running, seen.unconfirmed(running));
        };
    }

    private Step fail(RunningCharge charge, AutoTopUp failed) {
        if (failed.progress().pausedBy() != null && failed.rule() != null && !isDeleted(failed)) {
            return pauseAutoTopUp.pause(failed, charge.order()) ? Step.PAUSED : Step.NOTHING;
        }
        return store.replace(failed) ? Step.FAILED : Step.NOTHING;
    }
}
