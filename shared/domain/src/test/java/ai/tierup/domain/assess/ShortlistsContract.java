package ai.tierup.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract of {@link Shortlists}. */
public abstract class ShortlistsContract {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    protected abstract Shortlists shortlists();

    private static Shortlist shortlist(TierId tier, String incumbent, List<Shortlist.Model> models, String... changes) {
        return new Shortlist(tier, NOON, incumbent, Money.ofUsd("0.0145"), models, List.of(changes));
    }

    @Test
    void theLastShortlistOfEachTierIsReadCompletely() {
        var shortlists = shortlists();
        var models = List.of(
                new Shortlist.Model("a/b", Money.ofUsd("0.001"), 58.25, 3),
                new Shortlist.Model("c/d", Money.ofUsd("0.002"), null, null));
        var third = shortlist(TierId.TIER_3, "north/alpha-3", models, "north/alpha-3 is removed.");
        var second = shortlist(TierId.TIER_2, "north/alpha-2", List.of());

        shortlists.write(shortlist(TierId.TIER_3, "south/beta-3", List.of()));
        shortlists.write(third);
        shortlists.write(second);

        assertThat(shortlists.all()).containsExactly(second, third);
    }
}
