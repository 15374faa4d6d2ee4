package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.audit.AuditAction;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Customers find every action of their audit log explained. */
class AuditActionsTest {

    /** Actions on tier mappings are in no account's log. */
    private static List<String> shownToCustomers() {
        return Arrays.stream(AuditAction.values())
                .map(AuditAction::publicName)
                .filter(name -> !name.startsWith("tiers."))
                .toList();
    }

    private static String text(String file) throws IOException {
        return Files.readString(RunningService.HOME.resolve(file));
    }

    @Test
    void everyActionIsInTheContract() throws IOException {
        var contract = text("docs/openapi.yaml");

        assertThat(shownToCustomers()).allMatch(name -> contract.contains("`" + name + "`"));
    }

    @Test
    void theDashboardHasWordsForEveryAction() throws IOException {
        var page = text("functions/src/main/resources/site/audit.js");

        assertThat(shownToCustomers()).allMatch(name -> page.contains("\"" + name + "\": \""));
    }
}
