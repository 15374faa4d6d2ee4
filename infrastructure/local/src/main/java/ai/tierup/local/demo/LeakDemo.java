package ai.tierup.local.demo;

import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.ConsoleJournal;
import ai.tierup.local.LocalService;
import ai.tierup.local.ServiceClient;
import java.nio.file.Path;
import java.util.Map;

/** Prints the raw upstream answer and ours, which has no model, provider or id from upstream. */
final class LeakDemo implements Demo {

    @Override
    public void run(Path home, Path folder, TierMapping mapping) throws Exception {
        var variables = new Variables(Map.of("TIERUP_PORT", "0", "TIERUP_SIMULATED_TOKEN_MILLIS", "1"));
        var journal = new ConsoleJournal(System.out);
        try (var service = LocalService.start(variables, home, folder, mapping, journal)) {
            var upstream = new ServiceClient(
                    service.simulator().orElseThrow().baseUrl().toString(), "none");
            var customer = ServiceClient.of(service.url(), service.demoKey().reveal());
            var slug = mapping.tier(TierId.TIER_2).candidates().getFirst().slug();
            System.out.println(
                    "What upstream answers:\n" + upstream.chat(question(slug)).body());
            System.out.println("\nWhat our customer gets:\n"
                    + customer.chat(question("tier-2")).body());
        }
    }

    private static String question(String model) {
        return """
                {"model": "%s", "max_tokens": 60, "messages": [{"role": "user", "content": "Who are you?"}]}""".formatted(model);
    }
}
