package ai.tierup.domain.assess;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models that are worth an evaluation for a tier: they could serve it, and a typical request would cost us less than with its first
 * candidate. Whether they are as good, only an evaluation shows.
 *
 * @param incumbent name of the first candidate
 * @param incumbentCost what a typical request to it costs us
 * @param models the cheapest first
 * @param changes where the catalogue contradicts what the mapping says of a candidate, for an operator to read
 */
public record Shortlist(
        TierId tier, Instant at, String incumbent, Money incumbentCost, List<Model> models, List<String> changes) {

    public Shortlist {
        models = List.copyOf(models);
        changes = List.copyOf(changes);
    }

    /**
     * A model that is worth an evaluation.
     *
     * @param typicalCost what a typical request to it would cost us
     * @param index its public index of intelligence; null if it has none
     * @param hosts how many hosts can serve the tier with it; null in a shortlist from before they were counted
     */
    public record Model(
            String slug,
            Money typicalCost,
            @Nullable Double index,
            @Nullable Integer hosts) {}

    /** The models that an earlier shortlist does not have. */
    List<Model> newSince(List<Shortlist> earlier) {
        var known = earlier.stream()
                .filter(list -> list.tier == tier)
                .flatMap(list -> list.models.stream())
                .map(Model::slug)
                .collect(Collectors.toSet());
        return models.stream().filter(model -> !known.contains(model.slug())).toList();
    }
}
