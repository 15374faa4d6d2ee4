package ai.tierup.domain.wallet;

import ai.tierup.domain.account.Window;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import java.util.Set;

/** The reason for which no hold could be placed. */
public sealed interface PlaceRefusal {

    /** The key's account has no wallet, which is the service's fault. */
    record NoWallet() implements PlaceRefusal {}

    record Frozen(Set<String> reasons) implements PlaceRefusal {}

    /** @param owed amount of the debt, above zero */
    record InDebt(Money owed) implements PlaceRefusal {}

    record TooManyHolds(int limit) implements PlaceRefusal {}

    record DailyLimitReached(Money limit) implements PlaceRefusal {}

    record FreeAllowanceReached() implements PlaceRefusal {}

    /**
     * The request could exceed a limit of its key or of its team.
     *
     * @param window the longest window whose limit the request could exceed
     */
    record BudgetReached(Window window) implements PlaceRefusal {}

    /** The request's key has limits, but the wallet does not count it because it was removed a moment ago. */
    record KeyGone() implements PlaceRefusal {}

    /** The request's team has limits, but the wallet does not count it because the team was removed a moment ago. */
    record TeamGone() implements PlaceRefusal {}

    /**
     * Neither purse covers even the smallest useful answer.
     *
     * @param available both purses together
     * @param required amount to be held
     * @param affordableOutputTokens output tokens that the larger purse buys after this input
     */
    record InsufficientFunds(Money available, Money required, long affordableOutputTokens) implements PlaceRefusal {}

    /** The day's budget of one of the platform's pools does not cover what the request can cost us. */
    record GuardrailReached(Pool pool) implements PlaceRefusal {}

    /** The store did not answer, or the writes kept conflicting with others. */
    record LedgerBusy() implements PlaceRefusal {}

    /** An image did not balance, and the wallet is now frozen. */
    record Unbalanced() implements PlaceRefusal {}
}
