package ai.tierup.operator;

import ai.tierup.domain.tier.TierMapping;
import ai.tierup.operator.evaluate.EvaluationFolder;
import ai.tierup.operator.evaluate.Proposal;
import java.io.IOException;

/** Prints the proposals of evaluations, newest first. */
record ProposalPrinter(MappingPrinter printer, EvaluationFolder evaluations) {

    int print(TierMapping live) throws IOException {
        var proposals = evaluations.proposals();
        if (proposals.isEmpty()) {
            printer.line("There is no proposal in " + evaluations.path() + ". scripts/evaluate makes them.");
        }
        proposals.forEach(proposal -> print(proposal, live));
        return OperatorCommand.OK;
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
