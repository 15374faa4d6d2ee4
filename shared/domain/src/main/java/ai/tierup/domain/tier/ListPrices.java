package ai.tierup.domain.tier;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The retail price of a tier's class: the median list price of public models that customers would compare the tier with. These reference
 * models need not be the tier's candidates.
 *
 * @param asOf day on which the prices were looked up; null in versions of the mapping that were stored without it
 * @param referenceModels public names of the reference models; empty in versions that were stored without them
 */
public record ListPrices(TokenPrices prices, @Nullable LocalDate asOf, List<String> referenceModels) {

    /** Vendors change their prices every few weeks. */
    private static final int MAX_AGE_DAYS = 45;

    private static final int REPEATED_INPUT_PERCENT = 15;

    public ListPrices {
        referenceModels = List.copyOf(referenceModels);
    }

    public TokenPrice input() {
        return prices.input();
    }

    public TokenPrice output() {
        return prices.output();
    }

    /** What a request of which nothing is repeated would cost at these prices. */
    public Money costOf(long inputTokens, long outputTokens) {
        return costOf(inputTokens, 0, outputTokens);
    }

    /** What a request would cost at these prices, if repeated input had the same discount as where we charge for it. */
    public Money costOf(long inputTokens, long repeatedTokens, long outputTokens) {
        var repeated = new TokenPrice(input().picoUsd() * REPEATED_INPUT_PERCENT / 100);
        return prices.withRepeatedInput(repeated).costOf(inputTokens, repeatedTokens, outputTokens);
    }

    /** Returns whether the prices must be looked up again: they are older than 45 days, or nobody knows how old. */
    public boolean isStale(LocalDate today) {
        return asOf == null || asOf.plusDays(MAX_AGE_DAYS).isBefore(today);
    }

    /**
     * By how much {@code sold} is below these prices, in whole percent: rounded down, and the smaller of the two discounts if input and
     * output differ, so that any request is at least that much cheaper. Negative if something is dearer.
     */
    int discountPercent(TokenPrices sold) {
        return Math.min(discountPercent(sold.input(), input()), discountPercent(sold.output(), output()));
    }

    private static int discountPercent(TokenPrice sold, TokenPrice list) {
        return list.picoUsd() == 0
                ? 0
                : Math.toIntExact(Math.floorDiv(100 * (list.picoUsd() - sold.picoUsd()), list.picoUsd()));
    }
}
