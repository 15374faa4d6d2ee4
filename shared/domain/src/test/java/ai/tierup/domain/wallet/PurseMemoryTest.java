package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import org.junit.jupiter.api.Test;

class PurseMemoryTest {

    private final PurseMemory memory = new PurseMemory();

    private static AccountId account(int number) {
        return new AccountId("acct-" + number);
    }

    @Test
    void anUnknownAccountIsTriedOnGrantedCredit() {
        assertThat(memory.likely(account(1))).isEqualTo(Purse.GRANT);
    }

    @Test
    void theLeastRecentlyUsedOfMoreThanTenThousandAccountsIsForgotten() {
        for (var number = 0; number <= 10_000; number++) {
            memory.remember(account(number), Purse.CASH);
        }

        assertThat(memory.likely(account(0))).isEqualTo(Purse.GRANT);
        assertThat(memory.likely(account(1))).isEqualTo(Purse.CASH);
    }
}
