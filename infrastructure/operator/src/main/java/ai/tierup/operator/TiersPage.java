package ai.tierup.operator;

import ai.tierup.domain.assess.Shortlist;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.operator.console.Html;
import ai.tierup.operator.evaluate.EvaluationFolder;
import ai.tierup.operator.evaluate.Proposal;
import java.util.List;
import java.util.Objects;

/**
 * The part of the console's page of the tiers that says, for each, which models the catalogue offers in place of its own, and what evaluations
 * propose.
 *
 * @param shortlists what the last reading of the catalogue has found, by tier
 * @param proposals newest first
 */
record TiersPage(TierMapping live, List<Shortlist> shortlists, List<Proposal> proposals, EvaluationFolder evaluations) {

    Html addTo(Html html) {
        if (shortlists.isEmpty()) {
            html.paragraph("The catalogue has not been read yet. The service reads it every morning.");
        }
        for (var tier : live.inOrder()) {
            var name = tier.id().publicName();
            html.subheading("Models for " + name);
            shortlists.stream().filter(list -> list.tier() == tier.id()).forEach(list -> add(html, list));
            var ofTier = proposals.stream()
                    .filter(proposal -> proposal.remap().tier() == tier.id())
                    .toList();
            if (ofTier.isEmpty()) {
                html.paragraph("No evaluation proposes a change. scripts/evaluate " + name + " SPEND-LIMIT makes one.");
            }
            ofTier.forEach(proposal -> add(html, proposal));
        }
        return html;
    }

    private static void add(Html html, Shortlist list) {
        html.paragraph("By the catalogue of %s UTC, a typical request costs %s with %s. These models could cost less:"
                        .formatted(Html.time(list.at()), list.incumbentCost(), list.incumbent()))
                .table(
                        List.of("model", "a typical request", "of today's cost", "public index", "hosts"),
                        list.models().stream().map(model -> row(list, model)).toList());
        list.changes().forEach(change -> html.paragraph("Changed: " + change));
    }

    private static List<Object> row(Shortlist list, Shortlist.Model model) {
        var now = list.incumbentCost().nanoUsd();
        return List.of(
                model.slug(),
                model.typicalCost(),
                now == 0 ? "" : Math.round(100.0 * model.typicalCost().nanoUsd() / now) + " %",
                Objects.requireNonNullElse(model.index(), "none"),
                Objects.requireNonNullElse(model.hosts(), "not counted"));
    }

    private void add(Html html, Proposal proposal) {
        var remap = proposal.remap();
        html.paragraph("Proposal %s of %s UTC: %s in place of %s. %s. Its report: %s"
                .formatted(
                        proposal.name(),
                        Html.time(proposal.at()),
                        remap.first().name(),
                        remap.incumbent(),
                        proposal.evidence(),
                        evaluations.report(proposal.name())));
        if (remap.suits(live)) {
            html.acts(List.of(ConsoleActs.startCanaryOf(proposal.name())));
        } else {
            html.paragraph("It is out of date: " + remap.incumbent() + " is no longer the first candidate.");
        }
    }
}
