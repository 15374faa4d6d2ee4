package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.canary.JudgeCanary;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierPointers;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
class BadCanaryTest {

    private static List<String> command(Api api, String... arguments) {
        var output = new ByteArrayOutputStream();
        var print = new PrintStream(output, true, UTF_8);
        var folder = new Variables(Map.of("TIERUP_DATA_DIR", api.folder.toString()));
        assertThat(new CommandLine(folder, RunningService.HOME, print, print).run(List.of(arguments)))
                .isZero();
        return output.toString(UTF_8).lines().toList();
    }

    @Test
    void aBadCanaryIsRolledBackByItselfWithin100RequestsAndNoCustomerNotices() throws Exception {
        try (var api = new Api(Map.of())) {
            assertThat(command(api, "tiers", "canary")).containsExactly("There is no canary.");
            PlantedCanary.start(api, 50);
            assertThat(api.chat(PlantedCanary.account(true), PlantedCanary.BODY).statusCode())
                    .isEqualTo(200);
            assertThat(command(api, "tiers", "canary"))
                    .contains("Mapping 2 is a canary for 50 % of the accounts: 1 requests, live 0.")
                    .anyMatch(line -> line.matches("  fallback +1 of 1 +live 0 of 0 +evidence 0.50"))
                    .anyMatch(line -> line.matches("  failure +0 of 1 .*"))
                    .last()
                    .asString()
                    .startsWith("Nothing says that it is worse.");

            var served = PlantedCanary.serveUntilStopped(api);

            assertThat(served).isBetween(1, 100);
            api.service.bean(JudgeCanary.class).judge();

            var catalogue = api.service.bean(TierCatalogue.class);
            assertThat(catalogue.pointers()).contains(new TierPointers(3, 1, null, null));
            assertThat(catalogue.history().getFirst())
                    .satisfies(move -> assertThat(move.who()).isEqualTo("canary watch"))
                    .satisfies(move -> assertThat(move.why()).startsWith("worse than version 1: fallback in "));
            assertThat(api.journal.alarms())
                    .anyMatch(
                            alarm -> alarm.startsWith("CANARY_ROLLED_BACK mapping 2 as canary, worse than version 1"));
        }
    }
}
