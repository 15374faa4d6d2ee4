package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Assess;
import ai.tierup.domain.assess.Catalogue;
import ai.tierup.domain.assess.ClassCriteria;
import ai.tierup.domain.assess.Comparison;
import ai.tierup.domain.assess.ModelSource;
import ai.tierup.domain.assess.Remap;
import ai.tierup.domain.assess.Screen;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.functions.support.criteria.CriteriaFile;
import ai.tierup.operator.grading.Graders;
import ai.tierup.operator.grading.Python;
import ai.tierup.operator.mapping.CandidateJson;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Begins and continues evaluations, and writes their reports and proposals.
 *
 * @param models where challengers are found
 * @param clock decides the names of evaluations, and which models are removed soon
 * @param out where progress and results are printed
 */
public record Evaluator(
        EvaluationFiles files,
        ModelSource models,
        Upstream upstream,
        TokenCounter counter,
        InstantSource clock,
        PrintStream out) {

    private static final int DEFAULT_CHALLENGERS = 3;

    /** Prints which models of the catalogue could serve the tier, and why others could not. Costs nothing. */
    public void screen(Tier tier) throws IOException {
        var catalogue = catalogue(tier);
        new ScreenPrinter(out).print(screened(tier, catalogue, List.of()), catalogue.unreadable());
    }

    private Catalogue catalogue(Tier tier) throws IOException {
        var catalogue = models.read(tier.limits().contextTokens());
        if (catalogue.listings().isEmpty()) {
            throw new IOException("the catalogue of the default provider lists no model that can be read");
        }
        return catalogue;
    }

    private Screen screen(ClassCriteria criteria, Tier tier) {
        return new Screen(tier, criteria.screening(), today());
    }

    /** The models of the catalogue. The hosts are counted of those that are named; if there are none, of the cheapest that suit. */
    private List<Screen.Screened> screened(Tier tier, Catalogue catalogue, List<String> slugs) throws IOException {
        var screen = screen(criteria(tier), tier);
        var ranked = screen.rank(catalogue.listings());
        var suitable = ranked.stream()
                .filter(Screen.Screened::isSuitable)
                .filter(model ->
                        slugs.isEmpty() || slugs.contains(model.listing().slug()))
                .limit(Screen.MAX_COUNTED)
                .toList();
        var hosts = models.hosts(
                suitable.stream().map(model -> model.listing().slug()).toList(),
                tier.limits().contextTokens());
        var all = new ArrayList<>(screen.rank(suitable, hosts));
        ranked.stream().filter(model -> !suitable.contains(model)).forEach(all::add);
        return all;
    }

    /** How many hosts can serve the tier, by the name of the candidate. Nothing is known of the hosts of other providers than the default one. */
    private Map<String, Integer> hosts(Tier tier, List<Candidate> candidates) throws IOException {
        var screen = screen(criteria(tier), tier);
        var slugs = candidates.stream()
                .filter(candidate -> candidate.provider().equals(ProviderId.DEFAULT))
                .map(Candidate::slug)
                .toList();
        var counts = new TreeMap<String, Integer>();
        models.hosts(slugs, tier.limits().contextTokens())
                .forEach((slug, hosts) -> counts.put(slug, screen.able(hosts).size()));
        return counts;
    }

    private ClassCriteria criteria(Tier tier) throws IOException {
        return CriteriaFile.read(files.criteria(), tier.className());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Evaluates challengers of the tier's first candidate.
     *
     * @param mapping the live mapping
     * @param slugs the challengers; if there are none, the three cheapest that suit
     * @return whether it was finished
     * @throws IllegalArgumentException if a challenger does not suit the tier, or nothing can be evaluated
     */
    public boolean begin(TierMapping mapping, Tier tier, Money limit, List<String> slugs)
            throws IOException, InterruptedException {
        var challengers = challengers(tier, screened(tier, catalogue(tier), slugs), slugs);
        var candidates = new ArrayList<Candidate>();
        candidates.add(tier.candidates().getFirst());
        candidates.addAll(challengers);
        var hosts = hosts(tier, candidates);
        var evaluation = evaluation(tier, candidates, hosts);
        var name = files.folder().newName(tier.id(), today());
        var plan = JsonNodeFactory.instance.objectNode();
        plan.put("evaluation", name)
                .put("mapping", mapping.version())
                .put("tier", tier.id().publicName())
                .put("tasks", evaluation.tasks().fingerprint())
                .put("limit_usd", limit.usd());
        var list = plan.putArray("candidates");
        candidates.forEach(candidate -> list.add(CandidateJson.write(candidate)));
        var counts = plan.putObject("hosts");
        hosts.forEach(counts::put);
        try (var log = RunLog.create(files.folder().of(name), plan)) {
            return run(name, evaluation, log, limit);
        }
    }

    private static List<Candidate> challengers(Tier tier, List<Screen.Screened> screened, List<String> slugs) {
        if (slugs.isEmpty()) {
            var chosen = screened.stream()
                    .filter(Screen.Screened::isChosen)
                    .filter(model -> model.listing().remarks().hosts() != null)
                    .limit(DEFAULT_CHALLENGERS)
                    .map(model -> model.listing().asCandidate())
                    .toList();
            if (chosen.isEmpty()) {
                throw new IllegalArgumentException("No model of the catalogue suits the tier. scripts/evaluate "
                        + tier.id().publicName() + " says why.");
            }
            return chosen;
        }
        return slugs.stream()
                .distinct()
                .map(slug -> named(tier, screened, slug))
                .toList();
    }

    private static Candidate named(Tier tier, List<Screen.Screened> screened, String slug) {
        if (slug.equals(tier.candidates().getFirst().name())) {
            throw new IllegalArgumentException(slug + " is the incumbent, with which the others are compared.");
        }
        var known = tier.candidates().stream()
                .filter(candidate -> candidate.name().equals(slug))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        var model = screened.stream()
                .filter(one -> one.listing().slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The catalogue has no " + slug + "."));
        if (!model.isSuitable()) {
            throw new IllegalArgumentException(slug + " " + String.join(", and ", model.objections()) + ".");
        }
        return model.listing().asCandidate();
    }

    /**
     * Continues an evaluation that was interrupted.
     *
     * @param mapping the mapping with which it began
     * @param limit a new spend limit; null for the one with which it began
     * @return whether it was finished
     * @throws IllegalArgumentException if it cannot be continued
     */
    public boolean resume(String name, TierMapping mapping, @Nullable Money limit)
            throws IOException, InterruptedException {
        try (var log = RunLog.open(files.folder().of(name))) {
            var plan = log.plan();
            var candidates = new ArrayList<Candidate>();
            plan.path("candidates").forEach(json -> candidates.add(CandidateJson.read(json)));
            var tier = mapping.inOrder().stream()
                    .filter(each ->
                            each.id().publicName().equals(plan.path("tier").asText()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The evaluation does not name a tier."));
            var hosts = new TreeMap<String, Integer>();
            plan.path("hosts")
                    .properties()
                    .forEach(count -> hosts.put(count.getKey(), count.getValue().asInt()));
            var evaluation = evaluation(tier, candidates, hosts);
            if (!evaluation.tasks().fingerprint().equals(plan.path("tasks").asText())) {
                throw new IllegalArgumentException("The tasks are no longer those with which " + name
                        + " began. Restore them, or begin a new evaluation.");
            }
            var given = limit == null ? Money.ofUsd(plan.path("limit_usd").asText()) : limit;
            return run(name, evaluation, log, given);
        }
    }

    /** The version of the mapping with which an evaluation began. */
    public int mappingVersion(String name) throws IOException {
        try (var log = RunLog.open(files.folder().of(name))) {
            return log.plan().path("mapping").asInt();
        }
    }

    private Evaluation evaluation(Tier tier, List<Candidate> candidates, Map<String, Integer> hosts)
            throws IOException {
        var criteria = criteria(tier);
        var python = new Python(files.runFunction());
        if (!python.isAvailable()) {
            throw new IllegalArgumentException("The tasks with code need Python 3.9 or later, as python3.");
        }
        var tasks = TaskSet.read(files.tasks(), tier, criteria.choice(), new Graders(python));
        if (tasks.tasks().isEmpty()) {
            throw new IllegalArgumentException("No task has a difficulty that the criteria of the class ask for.");
        }
        var assess = new Assess(criteria, tasks.tasks().size(), candidates.size() - 1);
        return new Evaluation(tier, candidates, hosts, tasks, assess);
    }

    private boolean run(String name, Evaluation evaluation, RunLog log, Money limit)
            throws IOException, InterruptedException {
        out.println(name + ": " + evaluation.candidates().size() + " candidates × "
                + evaluation.tasks().tasks().size() + " tasks × " + evaluation.runs() + " runs = "
                + evaluation.calls() + " calls.");
        out.println("  Incumbent " + evaluation.incumbent().name() + ", challengers "
                + String.join(
                        ", ",
                        evaluation.challengers().stream().map(Candidate::name).toList())
                + ".");
        out.println("  It will cost about " + evaluation.estimate(counter)
                + ", and certainly no more than the limit of " + limit + ". Spent before: " + log.spent() + ".");
        var running = new RunEvaluation(evaluation, upstream, counter, log, new Spending(limit, log.spent()), out);
        var stopped = running.run();
        var report = new Report(
                name,
                evaluation,
                log.runs(),
                log.spent(),
                limit,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                stopped,
                running.givenUp().stream().map(Candidate::name).toList());
        write(report);
        return stopped == null;
    }

    private void write(Report report) throws IOException {
        var folder = files.folder();
        var page = ReportPage.of(report);
        Files.writeString(folder.report(report.name()), page.html());
        var best = report.stopped() == null ? Report.best(page.comparisons()) : Optional.<Comparison>empty();
        if (best.isPresent()) {
            var evaluation = report.evaluation();
            var first = evaluation.challengers().stream()
                    .filter(candidate ->
                            candidate.name().equals(best.get().challenger().candidate()))
                    .findFirst()
                    .orElseThrow();
            var remap = new Remap(evaluation.tier().id(), evaluation.incumbent().name(), first);
            folder.write(Proposal.of(report.name(), report.at(), remap, best.get()));
        } else {
            folder.withdraw(report.name());
        }
        new ReportPrinter(out).print(report, page.comparisons(), folder.report(report.name()));
    }
}
