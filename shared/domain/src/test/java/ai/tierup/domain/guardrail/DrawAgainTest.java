package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that a second draw for a request takes from both pools or from neither. */
class DrawAgainTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final Money DOLLAR = Money.ofUsd("1");

    private final InMemoryPoolLedger ledger = new InMemoryPoolLedger();

    private Guardrail guardrail(String platformBudget) {
        return TestGuardrail.over(
                ledger, NOON, Map.of(Pool.GRANT, Money.ofUsd("100"), Pool.PLATFORM, Money.ofUsd(platformBudget)));
    }

    private static Draw drawn(Guardrail guardrail, Money platform) {
        return ((Guardrail.DrawOutcome.Drawn) guardrail.draw(TODAY, Pool.GRANT, DOLLAR, platform)).draw();
    }

    @Test
    void whatIsDrawnAgainIsTakenFromBothPools() {
        var guardrail = guardrail("100");

        assertThat(drawn(guardrail, DOLLAR).drawAgain(DOLLAR)).isTrue();
        drawn(guardrail, DOLLAR);

        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("3"));
        assertThat(ledger.leased(Pool.PLATFORM, TODAY)).isEqualTo(Money.ofUsd("3"));
    }

    @Test
    void withoutEnoughInThePlatformsPoolTheOtherAmountIsPutBack() {
        var guardrail = guardrail("1");

        assertThat(drawn(guardrail, DOLLAR).drawAgain(DOLLAR)).isFalse();
        drawn(guardrail, Money.ZERO);

        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("2"));
    }
}
