package ai.tierup.local.demo;

import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.LocalService;
import ai.tierup.local.ServiceClient;
import ai.tierup.operator.JobJournal;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints the raw upstream answer and ours, which has no model, provider or id from upstream. */
final class LeakDemo implements Demo {

    /** Fields of an answer that tell which model gave it. */
    private static final List<String> TELLING_FIELDS = List.of("id", "model", "provider", "system_fingerprint");

    @Override
    public String claim() {
        return "No id, model, provider or fingerprint of the raw answer is in the customer's answer.";
    }

    @Override
    public boolean run(Path home, Path folder, TierMapping mapping) throws Exception {
        var variables = new Variables(Map.of("TIERUP_PORT", "0", "TIERUP_SIMULATED_TOKEN_MILLIS", "1"));
        var journal = new JobJournal(System.out);
        try (var service = LocalService.start(variables, home, folder, mapping, journal)) {
            var upstream = new ServiceClient(
                    service.simulator().orElseThrow().baseUrl().toString(), "none");
            var customer = ServiceClient.of(service.url(), service.demoKey().reveal());
            var slug = mapping.tier(TierId.TIER_2).candidates().getFirst().slug();
            var raw = upstream.chat(question(slug)).body();
            System.out.println("What the provider answers (simulated):\n" + raw);
            var ours = customer.chat(question("tier-2")).body();
            System.out.println("\nWhat our customer gets:\n" + ours);
            var telling = new ObjectMapper().readTree(raw);
            return TELLING_FIELDS.stream()
                    .map(field -> telling.path(field).asText())
                    .noneMatch(value -> !value.isEmpty() && ours.contains(value));
        }
    }

    private static String question(String model) {
        return """
                {"model": "%s", "max_tokens": 60, "messages": [{"role": "user", "content": "Who are you?"}]}""".formatted(model);
    }
}
