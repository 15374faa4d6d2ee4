package ai.tierup.functions.support.criteria;

import ai.tierup.domain.assess.ClassCriteria;
import ai.tierup.domain.assess.ClassCriteria.Choice;
import ai.tierup.domain.assess.ClassCriteria.Rules;
import ai.tierup.domain.assess.ClassCriteria.Screening;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what is demanded of the models of each class, such as {@code infrastructure/tiers/criteria.json}. */
public final class CriteriaFile {

    /** Where the build puts {@code infrastructure/tiers/criteria.json}. */
    private static final String SHIPPED = "/tiers/criteria.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_TOKENS = 10_000_000;
    private static final int MAX_RUNS = 20;
    private static final int MAX_HOSTS = 20;
    private static final int MAX_DIFFICULTY = 4;

    private CriteriaFile() {}

    /** @throws IllegalArgumentException if the file does not have the class, or has a value that makes no sense */
    public static ClassCriteria read(Path file, String className) throws IOException {
        return criteria(JSON.readTree(file.toFile()), className);
    }

    /**
     * The criteria of a class that were shipped with the service.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static ClassCriteria shipped(String className) {
        try (var file = CriteriaFile.class.getResourceAsStream(SHIPPED)) {
            return criteria(JSON.readTree(Objects.requireNonNull(file, SHIPPED)), className);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassCriteria criteria(JsonNode classes, String className) {
        for (var json : classes) {
            if (json.path("class").asText().equals(className)) {
                onlyHas(json, "class", "screening", "tasks", "rules");
                return new ClassCriteria(
                        className,
                        screening(json.path("screening")),
                        choice(json.path("tasks")),
                        rules(json.path("rules")));
            }
        }
        throw new IllegalArgumentException("The criteria do not have the class " + className);
    }

    private static Screening screening(JsonNode json) {
        onlyHas(
                json,
                "typical_input_tokens",
                "typical_output_tokens",
                "max_percent_of_list_price",
                "min_remaining_days",
                "min_hosts",
                "requires_no_retention",
                "min_index");
        return new Screening(
                whole(json, "typical_input_tokens", 1, MAX_TOKENS),
                whole(json, "typical_output_tokens", 1, MAX_TOKENS),
                whole(json, "max_percent_of_list_price", 1, 1_000),
                whole(json, "min_remaining_days", 0, 3_650),
                whole(json, "min_hosts", 1, MAX_HOSTS),
                flag(json, "requires_no_retention"),
                json.hasNonNull("min_index") ? number(json, "min_index", 0, 1_000) : null);
    }

    private static Choice choice(JsonNode json) {
        onlyHas(json, "min_difficulty", "max_difficulty", "runs", "min_tasks");
        var easiest = whole(json, "min_difficulty", 1, MAX_DIFFICULTY);
        return new Choice(
                easiest,
                whole(json, "max_difficulty", easiest, MAX_DIFFICULTY),
                whole(json, "runs", 1, MAX_RUNS),
                whole(json, "min_tasks", 1, MAX_TOKENS));
    }

    private static Rules rules(JsonNode json) {
        onlyHas(json, "error", "margin", "max_category_loss", "max_bill_ratio", "max_failed_share");
        return new Rules(
                number(json, "error", 0.001, 0.5),
                number(json, "margin", 0, 1),
                number(json, "max_category_loss", 0, 1),
                number(json, "max_bill_ratio", 0, 10),
                number(json, "max_failed_share", 0, 1));
    }

    /** Refuses what nobody reads: a misspelt criterion would not be applied. */
    private static void onlyHas(JsonNode json, String... names) {
        var known = Set.of(names);
        json.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("In the criteria, there is no " + name);
                });
    }

    private static boolean flag(JsonNode json, String name) {
        if (!json.path(name).isBoolean()) {
            throw new IllegalArgumentException("In the criteria, " + name + " must be true or false");
        }
        return json.path(name).booleanValue();
    }

    private static int whole(JsonNode json, String name, int min, int max) {
        if (!json.path(name).isInt()
                || json.path(name).intValue() < min
                || json.path(name).intValue() > max) {
            throw new IllegalArgumentException("In the criteria, " + name + " must be from " + min + " to " + max);
        }
        return json.path(name).intValue();
    }

    private static double number(JsonNode json, String name, double min, double max) {
        var value = json.path(name).doubleValue();
        if (!json.path(name).isNumber() || value < min || value > max) {
            throw new IllegalArgumentException("In the criteria, " + name + " must be from " + min + " to " + max);
        }
        return value;
    }
}
