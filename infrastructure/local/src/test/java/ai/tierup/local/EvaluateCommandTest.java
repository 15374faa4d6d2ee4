package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.assess.FindModels;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an evaluation to a canary by the operator's commands, on a running service. Only the easiest tasks are done, once each. */
@Tag("service")
class EvaluateCommandTest {

    private static final String CRITERIA = """
            [{"class": "balance",
              "screening": {"typical_input_tokens": 3000, "typical_output_tokens": 500, "max_percent_of_list_price": 100,
                "min_remaining_days": 60, "min_hosts": 2, "requires_no_retention": true, "min_index": 52},
              "tasks": {"min_difficulty": 1, "max_difficulty": 1, "runs": 1, "min_tasks": 50},
              "rules": {"error": 0.05, "margin": 0.2, "max_category_loss": 0.3, "max_bill_ratio": 1.5, "max_failed_share": 0.02}}]""";

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(Api api, String... arguments) {
        out.reset();
        var printed = new PrintStream(out, true, UTF_8);
        var variables = new Variables(Map.of(
                "TIERUP_DATA_DIR", api.folder.toString(),
                "TIERUP_EVALUATIONS", temporary.resolve("evaluations").toString(),
                "TIERUP_CRITERIA", temporary.resolve("criteria.json").toString()));
        return new CommandLine(variables, RunningService.HOME, printed, printed).run(List.of(arguments));
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    @Test
    void aProposalBecomesACanaryInOneStep() throws Exception {
        Files.writeString(temporary.resolve("criteria.json"), CRITERIA);
        try (var api = new Api(Map.of())) {
            assertThat(run(api, "tiers", "proposals")).isZero();
            assertThat(printed()).contains("There is no proposal");
            api.service.bean(FindModels.class).run();
            assertThat(run(api, "tiers", "proposals")).isZero();
            assertThat(printed()).containsPattern("planted/better \\$0\\.00[0-9]+  index 60\\.0  2 hosts\n");
            assertThat(run(api, "evaluate", "tier-2")).isZero();
            assertThat(printed()).contains("planted/better ", "planted/free has a price of 0");

            assertThat(run(api, "evaluate", "tier-2", "3", "planted/better")).isZero();

            var name = printed().lines().findFirst().orElseThrow().split(":", 2)[0];
            assertThat(printed()).contains("planted/better may replace anthropic/claude-sonnet-4.6");
            assertThat(run(api, "evaluate", "resume", name)).isZero();
            assertThat(run(api, "tiers", "proposals")).isZero();
            assertThat(printed())
                    .contains("tier-2: planted/better in place of anthropic/claude-sonnet-4.6")
                    .contains("scripts/tiers canary " + name + " 5% WHY");

            assertThat(run(api, "tiers", "canary", name, "5%", "it is better")).isZero();
            assertThat(run(api, "tiers", "canary", name, "25%", "it goes well")).isZero();

            var catalogue = api.service.bean(TierCatalogue.class);
            assertThat(catalogue.pointers().orElseThrow().canary()).isEqualTo(new Canary(2, 25));
            assertThat(catalogue.version(2).orElseThrow().tier(TierId.TIER_2).candidates())
                    .extracting(Candidate::name)
                    .containsExactly("planted/better", "anthropic/claude-sonnet-4.6");
            assertThat(catalogue.version(3)).isEmpty();

            assertThat(run(api, "tiers", "promote", "2", "as good")).isZero();
            assertThat(run(api, "tiers", "proposals")).isZero();
            assertThat(printed()).contains("It is out of date");
            assertThat(run(api, "tiers", "canary", name, "5%", "again")).isOne();
            assertThat(printed()).contains("Evaluate it again");
        }
    }

    @Test
    void wrongArgumentsCostNothing() throws Exception {
        Files.writeString(temporary.resolve("criteria.json"), CRITERIA);
        try (var api = new Api(Map.of())) {
            assertThat(run(api, "evaluate")).isEqualTo(2);
            assertThat(run(api, "evaluate", "tier-5")).isEqualTo(2);
            assertThat(run(api, "evaluate", "tier-2", "0", "planted/better")).isEqualTo(2);
            assertThat(run(api, "evaluate", "tier-2", "1e3")).isEqualTo(2);
            assertThat(run(api, "evaluate", "resume", "../../etc")).isEqualTo(2);
            assertThat(run(api, "evaluate", "resume", "tier-2-2026-01-01-1")).isOne();
            assertThat(printed()).contains("there is no evaluation");
            assertThat(run(api, "evaluate", "tier-3")).isOne();
            assertThat(printed()).contains("do not have the class intelligence");
            assertThat(run(api, "tiers", "canary", "tier-2-2026-01-01-1", "5%", "why"))
                    .isOne();
            assertThat(printed()).contains("There is no proposal");
            assertThat(api.simulator().callCount()).isZero();
        }
    }
}
