package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.audit.AuditAction;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The dashboard has words for every action in an account's audit log. */
class AuditWordsTest {

    /** Tier mappings belong to no account. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TIERS_.*")
    void everyActionThatACustomerReadsHasWords(AuditAction action) throws IOException {
        var script = RunningService.HOME.resolve("functions/src/main/resources/site/audit.js");

        assertThat(Files.readString(script)).contains("\n  \"" + action.publicName() + "\": \"");
    }
}
