package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Comparison;
import ai.tierup.domain.assess.Remap;
import ai.tierup.domain.tier.TierId;
import ai.tierup.operator.mapping.CandidateJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/**
 * A change of a tier's candidates that an evaluation has shown to be good.
 *
 * @param name the name of the evaluation
 * @param evidence the figures in a sentence
 */
public record Proposal(String name, Instant at, Remap remap, String evidence) {

    static Proposal of(String name, Instant at, Remap remap, Comparison comparison) {
        return new Proposal(
                name,
                at,
                remap,
                String.format(
                        Locale.ROOT,
                        "%+.1f points of right answers, cost per success %.0f %%, customers' bills %.0f %% of the incumbent's, in %d tasks",
                        100 * comparison.quality().estimate(),
                        100 * comparison.costRatio().estimate(),
                        100 * comparison.billRatio().estimate(),
                        comparison.challenger().tasks().size()));
    }

    /** @throws IllegalArgumentException if it is not a proposal */
    static Proposal read(JsonNode json) {
        var tier = CandidateJson.text(json, "tier");
        return new Proposal(
                CandidateJson.text(json, "evaluation"),
                Instant.parse(CandidateJson.text(json, "at")),
                new Remap(
                        TierId.named(tier).orElseThrow(() -> new IllegalArgumentException("There is no tier " + tier)),
                        CandidateJson.text(json, "incumbent"),
                        CandidateJson.read(json.required("candidate"))),
                CandidateJson.text(json, "evidence"));
    }

    ObjectNode write() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("evaluation", name)
                .put("at", at.toString())
                .put("tier", remap.tier().publicName())
                .put("incumbent", remap.incumbent())
                .put("evidence", evidence)
                .set("candidate", CandidateJson.write(remap.first()));
        return json;
    }
}
