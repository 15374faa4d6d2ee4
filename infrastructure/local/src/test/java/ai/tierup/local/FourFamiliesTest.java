package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.MappingFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bill does not depend on the model that answers, nor on how its vendor counts. */
@Tag("service")
class FourFamiliesTest {

    private static final List<String> FAMILIES = List.of("claude-opus", "gemini", "deepseek", "gpt-5.6");
    private static final int TURNS = 4;

    /** Each vendor's count is another multiple of the simulator's. */
    private static final String COUNTS = "[[simulate:tokens=30]] [[simulate:usage_times=2,model=gemini]]"
            + " [[simulate:usage_times=3,model=deepseek]] [[simulate:usage_times=4,model=gpt]]";

    /** All tiers, with the prices and limits of tier 2, and one family each. */
    private static TierMapping mapping(int version, List<String> families) throws IOException {
        var shipped = MappingFile.read(
                RunningService.HOME.resolve("infrastructure/local/src/test/resources/mapping-of-families.json"));
        var model = shipped.tier(TierId.TIER_2);
        var candidates = shipped.inOrder().stream()
                .flatMap(tier -> tier.candidates().stream())
                .toList();
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        var nextFamily = families.iterator();
        for (var id : TierId.values()) {
            var family = nextFamily.next();
            tiers.put(
                    id,
                    new Tier(
                            id,
                            shipped.tier(id).className(),
                            model.prices(),
                            model.listPrices(),
                            model.limits(),
                            model.capabilities(),
                            List.of(candidate(candidates, family))));
        }
        return new TierMapping(version, shipped.publishedAt(), tiers);
    }

    private static Candidate candidate(List<Candidate> candidates, String family) {
        return candidates.stream()
                .filter(candidate -> candidate.slug().contains(family))
                .findFirst()
                .orElseThrow();
    }

    /** A conversation that grows by one turn at a time. */
    private static final class Dialogue {

        final List<UsageRecord> records = new ArrayList<>();
        private final Customer customer;
        private final String tier;
        private final StringBuilder messages = new StringBuilder();

        Dialogue(Customer customer, String tier) {
            this.customer = customer;
            this.tier = tier;
            user("The quick brown fox jumps over the lazy dog. ".repeat(150));
        }

        private void user(String text) {
            messages.append("{\"role\": \"user\", \"content\": \"%s %s\"}".formatted(text, COUNTS));
        }

        void turn() throws Exception {
            var answer = customer.send(
                    "POST",
                    "/v1/chat/completions",
                    "{\"model\": \"%s\", \"messages\": [%s]}".formatted(tier, messages));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var said = Customer.json(answer).at("/choices/0/message/content");
            records.add(newest(customer));
            messages.append(", {\"role\": \"assistant\", \"content\": %s}, ".formatted(said));
            user("Go on.");
        }
    }

    private static UsageRecord newest(Customer customer) {
        var today = LocalDate.now(Clock.systemUTC());
        var log = customer.api().service.bean(UsageLog.class);
        return Stream.of(today, today.minusDays(1))
                .flatMap(day -> log.newest(customer.account(), day, null, 1).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Dialogue talk(Customer customer, TierId tier) throws Exception {
        var dialogue = new Dialogue(customer, tier.publicName());
        for (var turn = 0; turn < TURNS; turn++) {
            dialogue.turn();
        }
        return dialogue;
    }

    private static List<List<Object>> bills(Dialogue dialogue) {
        return dialogue.records.stream()
                .map(record -> List.<Object>of(record.tokens(), record.cost()))
                .toList();
    }

    private static List<String> candidates(Dialogue dialogue) {
        return dialogue.records.stream()
                .map(record -> String.valueOf(record.consumption().candidate()))
                .toList();
    }

    @Test
    void aConversationCostsTheSameWithFourFamiliesAndWhenItsTierIsRemapped() throws Exception {
        try (var api = new Api(Map.of(), mapping(1, FAMILIES))) {
            var customer = Customer.open(api, "families");
            var dialogues = new ArrayList<Dialogue>();
            for (var tier : TierId.values()) {
                dialogues.add(talk(customer, tier));
            }

            assertThat(dialogues).extracting(FourFamiliesTest::bills).containsOnly(bills(dialogues.getFirst()));
            assertThat(dialogues)
                    .extracting(
                            dialogue -> candidates(dialogue).stream().distinct().toList())
                    .doesNotHaveDuplicates()
                    .hasSize(FAMILIES.size())
                    .allMatch(names -> names.size() == 1);
            assertThat(dialogues)
                    .extracting(
                            dialogue -> dialogue.records.getLast().consumption().nativeTokens())
                    .doesNotContainNull()
                    .doesNotHaveDuplicates();
            assertThat(dialogues.getFirst().records.getLast().tokens().repeatedTokens())
                    .isGreaterThan(1_024);

            var remapped = new Dialogue(Customer.open(api, "remapped"), "tier-2");
            remapped.turn();
            remapped.turn();
            remap(api, customer);
            remapped.turn();
            remapped.turn();

            assertThat(bills(remapped)).isEqualTo(bills(dialogues.getFirst()));
            assertThat(candidates(remapped).get(1))
                    .isNotEqualTo(candidates(remapped).get(2));
        }
    }

    /** Gives each tier another family, and waits until the service has seen it. */
    private static void remap(Api api, Customer customer) throws Exception {
        var before = newest(customer).consumption().candidate();
        var catalogue = api.service.bean(TierCatalogue.class);
        catalogue.store(mapping(2, FAMILIES.reversed()));
        var seen = catalogue.pointers().orElseThrow();
        assertThat(catalogue.move(seen, new TierMove(seen.promoted(2), "promote", "ada", Instant.EPOCH, "a test")))
                .isTrue();
        do {
            customer.chat("tier-4");
        } while (String.valueOf(before).equals(newest(customer).consumption().candidate()));
    }
}
