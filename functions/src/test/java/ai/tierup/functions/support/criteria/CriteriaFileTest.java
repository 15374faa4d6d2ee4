package ai.tierup.functions.support.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteriaFileTest {

    private static final String GOOD = """
            [{"class": "speed",
              "screening": {"typical_input_tokens": 1500, "typical_output_tokens": 250, "max_percent_of_list_price": 100,
                "min_remaining_days": 60, "min_hosts": 2, "requires_no_retention": true, "min_index": 45},
              "tasks": {"min_difficulty": 2, "max_difficulty": 3, "runs": 3, "min_tasks": 100},
              "rules": {"error": 0.05, "margin": 0.05, "max_category_loss": 0.08, "max_bill_ratio": 1.15, "max_failed_share": 0.02}}]""";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("criteria.json"), text);
    }

    @Test
    void everyClassOfTheShippedCriteriaNeedsTwoHosts() {
        for (var name : List.of("speed", "balance", "intelligence", "reasoning")) {
            assertThat(CriteriaFile.shipped(name).screening().minHosts()).isEqualTo(2);
        }
    }

    @Test
    void whatIsGoodIsRead() throws IOException {
        assertThat(CriteriaFile.read(file(GOOD), "speed").screening().requiresNoRetention())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"class\": \"speed\"|\"class\": \"haste\"|The criteria do not have the class speed",
                "\"min_hosts\": 2,||In the criteria, min_hosts must be from 1 to 20",
                "\"min_hosts\": 2|\"min_hosts\": 0|In the criteria, min_hosts must be from 1 to 20",
                "\"min_hosts\": 2|\"min_hosts\": \"2\"|In the criteria, min_hosts must be from 1 to 20",
                "\"min_index\": 45|\"min_indx\": 45|In the criteria, there is no min_indx",
                "\"requires_no_retention\": true|\"requires_no_retention\": \"yes\"|In the criteria, requires_no_retention must be true or false",
                "\"max_difficulty\": 3|\"max_difficulty\": 1|In the criteria, max_difficulty must be from 2 to 4",
                "\"margin\": 0.05|\"margin\": -1|In the criteria, margin must be from 0.0 to 1.0",
                "\"rules\"|\"rule\"|In the criteria, there is no rule",
            })
    void whatCannotBeMeantIsRefused(String part, String broken, String message) throws IOException {
        var file = file(GOOD.replace(part, broken == null ? "" : broken));

        assertThatThrownBy(() -> CriteriaFile.read(file, "speed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
