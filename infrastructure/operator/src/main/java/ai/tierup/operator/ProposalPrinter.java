package ai.tierup.operator;

import ai.tierup.domain.assess.Shortlist;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.operator.evaluate.EvaluationFolder;
import ai.tierup.operator.evaluate.Proposal;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Prints which models are worth an evaluation, and the proposals of evaluations, newest first. */
record ProposalPrinter(MappingPrinter printer, EvaluationFolder evaluations) {

    int print(TierMapping live, List<Shortlist> shortlists) throws IOException {
        if (shortlists.isEmpty()) {
            printer.line("The catalogue has not been read yet. The service reads it every morning.");
        }
        shortlists.forEach(this::print);
        var proposals = evaluations.proposals();
        if (proposals.isEmpty()) {
            printer.line("There is no proposal in " + evaluations.path() + ". scripts/evaluate makes them.");
        }
        proposals.forEach(proposal -> print(proposal, live));
        return OperatorCommand.OK;
    }

    private void print(Shortlist shortlist) {
        var tier = shortlist.tier().publicName();
        var models = shortlist.models().size();
        printer.line("%s: %d %s worth an evaluation on %s. A typical request costs %s with %s."
                .formatted(
                        tier,
                        models,
                        models == 1 ? "model was" : "models were",
                        LocalDate.ofInstant(shortlist.at(), ZoneOffset.UTC),
                        shortlist.incumbentCost(),
                        shortlist.incumbent()));
        shortlist
                .models()
                .forEach(model -> printer.line("    %s %s%s%s"
                        .formatted(
                                model.slug(),
                                model.typicalCost(),
                                model.index() == null ? "" : "  index " + model.index(),
                                model.hosts() == null ? "" : "  " + model.hosts() + " hosts")));
        if (models > 0) {
            printer.line("    scripts/evaluate " + tier + " SPEND-LIMIT");
        }
        shortlist.changes().forEach(change -> printer.line("    " + change));
    }

    private void print(Proposal proposal, TierMapping live) {
        var remap = proposal.remap();
        printer.line(proposal.name() + "  " + remap.tier().publicName() + ": "
                + remap.first().name() + " in place of " + remap.incumbent());
        printer.line("    " + proposal.evidence());
        printer.line("    " + evaluations.report(proposal.name()));
        printer.line(
                remap.suits(live)
                        ? "    scripts/tiers canary " + proposal.name() + " 5% WHY"
                        : "    It is out of date: " + remap.incumbent() + " is no longer the first candidate.");
    }
}
