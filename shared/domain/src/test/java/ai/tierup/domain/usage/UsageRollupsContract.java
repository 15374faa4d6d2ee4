package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract of {@link UsageRollups}. */
public abstract class UsageRollupsContract {

    private static final LocalDate TUESDAY = LocalDate.parse("2026-11-24");
    private static final UsageGroup FULL = new UsageGroup(TierId.TIER_3, new KeyId("key_7"), "responses", Purse.GRANT);
    private static final UsageGroup SPARSE = new UsageGroup(TierId.TIER_1, null, null, Purse.FREE);
    private static final UsageSum SUM = new UsageSum(3, new TokenUsage(41, 12, 5, 30), new Money(1_234_567));
    private static int accounts;

    private final AccountId account = new AccountId("rollups-" + ++accounts);

    protected abstract UsageRollups rollups();

    @Test
    void everySumIsKept() {
        var usage = new DayUsage(TUESDAY, Map.of(FULL, SUM, SPARSE, UsageSum.NONE));

        rollups().add(account, usage);

        assertThat(rollups().between(account, TUESDAY, TUESDAY)).isEqualTo(Map.of(TUESDAY, usage));
    }

    @Test
    void theFirstSumStands() {
        var half = new DayUsage(TUESDAY, Map.of(FULL, SUM));
        rollups().add(account, half);

        rollups().add(account, new DayUsage(TUESDAY, Map.of(FULL, SUM.plus(SUM), SPARSE, SUM)));

        assertThat(rollups().between(account, TUESDAY, TUESDAY))
                .isEqualTo(Map.of(TUESDAY, new DayUsage(TUESDAY, Map.of(FULL, SUM, SPARSE, SUM))));
    }

    @Test
    void bothEndsAreIncludedAndOtherAccountsAreNot() {
        for (var day = TUESDAY; day.isBefore(TUESDAY.plusDays(4)); day = day.plusDays(1)) {
            rollups().add(account, new DayUsage(day, Map.of(FULL, SUM)));
        }
        rollups().add(account, new DayUsage(TUESDAY.plusDays(9), Map.of()));

        assertThat(rollups().between(account, TUESDAY.plusDays(1), TUESDAY.plusDays(2)))
                .containsOnlyKeys(TUESDAY.plusDays(1), TUESDAY.plusDays(2));
        assertThat(rollups().between(account, TUESDAY.plusDays(4), TUESDAY.plusDays(9)))
                .isEmpty();
        assertThat(rollups().between(new AccountId("stranger-" + account.value()), TUESDAY, TUESDAY.plusDays(9)))
                .isEmpty();
    }
}
