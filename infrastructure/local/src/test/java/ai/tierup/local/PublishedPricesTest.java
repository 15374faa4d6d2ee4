package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Tier;
import ai.tierup.operator.MappingFile;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prices that are written in files must be those of the shipped mapping. The page replaces its own by those of the running service. */
class PublishedPricesTest {

    static Stream<Tier> tiers() throws IOException {
        var mapping = MappingFile.read(RunningService.HOME.resolve("infrastructure/tiers/mapping-2.json"));
        return mapping.inOrder().stream();
    }

    /** The line of the tier in a table. */
    private static String row(String file, String begin, Tier tier) throws IOException {
        try (var lines = Files.lines(RunningService.HOME.resolve(Path.of(file)))) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith(begin.formatted(tier.id().publicName())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String pair(TokenPrices prices) {
        return "$" + prices.input().usdPerMillion() + " / $" + prices.output().usdPerMillion();
    }

    private static void assertTellsTheTruth(String row, Tier tier) {
        assertThat(row)
                .contains(tier.isFree() ? "free" : pair(tier.prices()))
                .contains(pair(tier.listPrices().prices()))
                .contains(tier.discountPercent() + " %")
                .contains(String.format(Locale.ROOT, "%,d", tier.limits().contextTokens()))
                .contains(String.format(Locale.ROOT, "%,d", tier.limits().maxOutputTokens()));
        assertThat(row).contains(tier.listPrices().referenceModels());
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void theReadmesTableIsTheShippedMapping(Tier tier) throws IOException {
        assertTellsTheTruth(row("README.md", "| `%s`", tier), tier);
    }

    /** Whoever changes the shipped mapping adds its prices to the history, from which the calculator says what a tier cost before. */
    @ParameterizedTest
    @MethodSource("tiers")
    void theNewestPricesOfTheHistoryAreTheShippedMapping(Tier tier) throws IOException {
        var file = RunningService.HOME.resolve(Path.of("functions/src/main/resources/site/prices.json"));
        var versions =
                RunningService.JSON.readTree(file.toFile()).path("history").path("tiers");
        var newest = StreamSupport.stream(
                        versions.path(versions.size() - 1).path("prices").spliterator(), false)
                .filter(price -> price.path("tier").asText().equals(tier.id().publicName()));

        assertThat(newest).singleElement().satisfies(price -> {
            var list = tier.listPrices().prices();
            assertSame(price, "input", tier.prices().input());
            assertSame(price, "repeated", tier.prices().repeatedInput());
            assertSame(price, "output", tier.prices().output());
            assertSame(price, "list_input", list.input());
            assertSame(price, "list_output", list.output());
        });
    }

    private static void assertSame(JsonNode prices, String field, TokenPrice price) {
        assertThat(prices.path(field).decimalValue())
                .as(field)
                .isEqualByComparingTo(new BigDecimal(price.usdPerMillion()));
    }

    @ParameterizedTest
    @MethodSource("tiers")
    void thePagesCardsAreTheShippedMapping(Tier tier) throws IOException {
        var page =
                Files.readString(RunningService.HOME.resolve(Path.of("functions/src/main/resources/site/index.html")));
        var begin = page.indexOf("<h3><code>" + tier.id().publicName() + "</code>");

        assertTellsTheTruth(page.substring(begin, page.indexOf("</li>", begin)), tier);
    }
}
