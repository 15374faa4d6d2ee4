package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.autotopup.AutoTopUpRule;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.FakePayments;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What customers and banks do about automatic top-ups. */
final class AutoTopUpActions {

    /** The same in every rule, so that it can be checked for all days. */
    static final int MAX_PER_DAY = 2;

    private static final Origin OWNER = new Origin(Actor.SESSION, null);

    /** Most charges are paid, so that the others are between paid ones. */
    private static final List<Status> ENDINGS = List.of(
            Status.PAID, Status.PAID, Status.PAID, Status.PENDING, Status.FAILED, Status.FAILED, Status.UNCONFIRMED);

    private AutoTopUpActions() {}

    /** Runs the job, sets a rule, places a top-up that saves its payment method, or ends automatic top-ups. */
    static void act(
            ServiceProcess by, FakePayments payments, AccountId account, Money threshold, RandomGenerator random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> set(by, account, threshold);
            case 2, 3 -> by.placeTopUp.place(TopUps.CUSTOMER, account, Money.ofUsd("5"), TopUps.DONE, true);
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    by.changeAutoTopUp.stop(OWNER, account);
                }
            }
            default -> {
                payments.answerCharges(Optional.of(ENDINGS.get(random.nextInt(ENDINGS.size()))));
                by.runAutoTopUps.run(() -> random.nextInt(20) == 0);
            }
        }
    }

    static void set(ServiceProcess by, AccountId account, Money threshold) {
        by.changeAutoTopUp.set(
                OWNER, account, new AutoTopUpRule(threshold, Money.ofUsd("5"), MAX_PER_DAY, TopUps.DONE));
    }

    static void stop(ServiceProcess by, AccountId account) {
        by.changeAutoTopUp.stop(OWNER, account);
    }
}
