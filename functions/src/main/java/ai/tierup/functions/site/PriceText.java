package ai.tierup.functions.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Writes the data of the calculator as Markdown, for people and models who read text: today's prices, earlier ones, and their sources. */
final class PriceText {

    private final JsonNode prices;

    private PriceText(JsonNode prices) {
        this.prices = prices;
    }

    /** @param address of the service, without a slash at its end */
    static String write(String address) {
        try {
            return new PriceText(new ObjectMapper().readTree(SiteAssets.read("prices.json"))).text(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String address) {
        var history = prices.path("history");
        return """
            # What would it cost?

            > List prices of %d models of %s, in %s. The same as data: %s/calculator.json.
            > What the tiers cost today: %s/v1/tiers. To enter a task: %s/calculator.

            A request costs new input × input price + repeated input × cached price + (output + reasoning) × output price. In a loop, each turn
            sends all of the one before again. A repeated part counts from 1,024 tokens on. Where writing to the cache has a price, new input of a
            task that repeats it costs that. A price for long prompts applies to the whole request. A task that fails is paid, and done again.

            ## Today

            %s

            %s
            ## Earlier models

            %s

            %s
            ## Earlier prices of the tiers

            The list prices are those of the models with which a tier is compared.

            %s
            ## Sources

            %s
            """.formatted(
                        prices.path("models").size(),
                        text(prices, "as_of"),
                        text(prices, "unit"),
                        address,
                        address,
                        address,
                        text(prices, "source"),
                        models(),
                        text(history, "source"),
                        lines(history),
                        tiers(history),
                        sources());
    }

    private String models() {
        var columns =
                List.of("model", "vendor", "input", "cached", "write", "output", "long prompts", "context", "checked");
        return table(
                columns,
                each(prices.path("models"))
                        .map(model -> List.of(
                                text(model, "model"),
                                vendor(model),
                                text(model, "input"),
                                text(model, "cached"),
                                text(model, "write"),
                                text(model, "output"),
                                longPrompts(model),
                                text(model, "context"),
                                model.path("checked").asBoolean() ? "yes" : "no")));
    }

    private static String longPrompts(JsonNode model) {
        return each(model.path("long"))
                .map(step -> String.format(
                        Locale.ROOT,
                        "above %,d: %s / %s",
                        step.path(0).asInt(),
                        text(step.path(1)),
                        text(step.path(2))))
                .collect(Collectors.joining(", "));
    }

    private String lines(JsonNode history) {
        var rows = new ArrayList<List<String>>();
        for (var line : history.path("lines")) {
            for (var then : line.path("then")) {
                rows.add(List.of(
                        text(line, "name"),
                        vendor(line),
                        text(then, "as_of"),
                        text(then, "model"),
                        text(then, "input"),
                        text(then, "cached"),
                        text(then, "output")));
            }
        }
        return table(List.of("line", "vendor", "day", "newest model", "input", "cached", "output"), rows.stream());
    }

    private static String tiers(JsonNode history) {
        var rows = new ArrayList<List<String>>();
        for (var mapping : history.path("tiers")) {
            for (var price : mapping.path("prices")) {
                rows.add(List.of(
                        text(price, "tier"),
                        text(mapping, "as_of"),
                        text(price, "input"),
                        text(price, "repeated"),
                        text(price, "output"),
                        text(price, "list_input"),
                        text(price, "list_output")));
            }
        }
        return table(
                List.of("tier", "since", "input", "repeated", "output", "list input", "list output"), rows.stream());
    }

    private String sources() {
        return each(prices.path("vendors"))
                .map(vendor -> "- " + text(vendor, "name") + ": " + text(vendor, "source"))
                .collect(Collectors.joining("\n"));
    }

    private String vendor(JsonNode of) {
        return text(prices.path("vendors").path(text(of, "vendor")), "name");
    }

    private static String table(List<String> columns, Stream<List<String>> rows) {
        var rule = columns.stream().map(column -> "---").toList();
        return Stream.concat(Stream.of(columns, rule), rows)
                .map(row -> "| " + String.join(" | ", row) + " |\n")
                .collect(Collectors.joining());
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }

    /** The value of a field; empty if it has none. */
    private static String text(JsonNode node, String field) {
        return text(node.path(field));
    }
}
