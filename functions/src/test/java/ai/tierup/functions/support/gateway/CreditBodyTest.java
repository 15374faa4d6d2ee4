package ai.tierup.functions.support.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.credit.SignUpCredit;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreditBodyTest {

    private static final SignUpCredit WAITING =
            SignUpCredit.waiting(new AccountId("acme"), Instant.parse("2026-11-25T12:00:00Z"));
    private static final SignUpCredit ACTIVE = WAITING.granted(LocalDate.parse("2026-11-25"));

    private static String written(Optional<SignUpCredit> credit) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            CreditBody.write(json, credit);
        }
        return text.toString().replace('"', '\'');
    }

    @Test
    void anActiveCreditSaysWhatComesWhen() throws Exception {
        assertThat(written(Optional.of(ACTIVE)))
                .isEqualTo("{'status':'active','granted_usd':'25.000000000','released_usd':'1.000000000',"
                        + "'next_release_at':'2026-11-26T00:00:00Z','next_release_usd':'2.000000000',"
                        + "'ends_at':'2027-02-23T00:00:00Z'}");
    }

    @Test
    void aCreditThatIsReleasedSaysWhenItEnds() throws Exception {
        assertThat(written(Optional.of(ACTIVE.afterTopUp())))
                .contains("'released_usd':'25.000000000','next_release_at':null,'next_release_usd':null")
                .contains("'ends_at':'2027-02-23T00:00:00Z'");
    }

    @Test
    void aCreditThatWaitsHasNoDates() throws Exception {
        assertThat(written(Optional.of(WAITING)))
                .isEqualTo("{'status':'waiting','granted_usd':'25.000000000','released_usd':'0.000000000',"
                        + "'next_release_at':null,'next_release_usd':'1.000000000','ends_at':null}");
    }

    @Test
    void anEndedCreditReleasesNothingMore() throws Exception {
        assertThat(written(Optional.of(ACTIVE.ended())))
                .contains("'status':'ended'")
                .contains("'next_release_at':null,'next_release_usd':null");
    }

    @Test
    void anAccountWithoutACreditHasNone() throws Exception {
        assertThat(written(Optional.empty())).isEqualTo("null");
    }
}
