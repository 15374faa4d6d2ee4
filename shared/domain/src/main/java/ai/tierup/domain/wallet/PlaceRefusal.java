package ai.tierup.domain.wallet;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import java.util.Set;

/** Why no hold could be placed. */
public sealed interface PlaceRefusal {

    /** A key without a wallet: our fault. */
    record NoWallet() implements PlaceRefusal {}

    record Frozen(Set<String> reasons) implements PlaceRefusal {}

    /** @param owed positive */
    record InDebt(Money owed) implements PlaceRefusal {}

    record TooManyHolds(int limit) implements PlaceRefusal {}

    record DailyLimitReached(Money limit) implements PlaceRefusal {}

    record FreeAllowanceReached() implements PlaceRefusal {}

    /** The asking key's own daily limit or monthly budget. */
    record BudgetReached() implements PlaceRefusal {}

    /** The asking key has limits and the wallet does not count it: it was removed a moment ago. */
    record KeyGone() implements PlaceRefusal {}

    /**
     * Neither purse covers even the smallest useful answer.
     *
     * @param available both purses
     * @param required what the hold would have been
     * @param affordableOutputTokens what the larger purse would buy after this input
     */
    record InsufficientFunds(Money available, Money required, long affordableOutputTokens) implements PlaceRefusal {}

    /** The day's budget of one of the platform's pools does not cover what the request can cost us. */
    record GuardrailReached(Pool pool) implements PlaceRefusal {}

    /** The store did not answer, or too many others were writing. */
    record LedgerBusy() implements PlaceRefusal {}

    /** An image did not add up; the wallet is frozen now. */
    record Unbalanced() implements PlaceRefusal {}
}
