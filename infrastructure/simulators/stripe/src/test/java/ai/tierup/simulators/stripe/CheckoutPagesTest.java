package ai.tierup.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutPagesTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private StripeFixture fixture;
    private String session = "";

    @BeforeEach
    void open() throws Exception {
        fixture = new StripeFixture();
        session = fixture.open(2500, "one").getId();
    }

    @AfterEach
    void end() {
        http.close();
        fixture.close();
    }

    private URI page(String rest) {
        return fixture.stripe.baseUrl().resolve("/pay/" + session + rest);
    }

    private HttpResponse<String> click(String action) throws Exception {
        return http.send(
                HttpRequest.newBuilder(page(action))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private String look(String rest) throws Exception {
        return http.send(HttpRequest.newBuilder(page(rest)).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void thePageShowsProductAmountAndThatItIsASimulation() throws Exception {
        assertThat(look(""))
                .contains("This is a simulation", "Pay $25.00", "Credit &lt;b&gt;&amp;&quot;&#39;", "Cancel")
                .doesNotContain("Credit <b>", "<script");
    }

    @Test
    void payingRedirectsToTheSuccessUrl() throws Exception {
        var answer = click("/pay");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("location")).contains("http://127.0.0.1/done?session_id=" + session);
        assertThat(look("")).contains("This checkout is paid.").doesNotContain("<button");
    }

    @Test
    void payingThroughABankRedirectsBeforeThePaymentArrives() throws Exception {
        assertThat(click("/later").headers().firstValue("location"))
                .contains("http://127.0.0.1/done?session_id=" + session);
        assertThat(look("")).contains("The bank has not paid $25.00 yet.");
    }

    @Test
    void aDeclinedCardCanBeFollowedByAPayment() throws Exception {
        var again = click("/decline").headers().firstValue("location").orElseThrow();

        assertThat(again).isEqualTo("/pay/" + session + "?declined");
        assertThat(look("?declined")).contains("Your card was declined");
        assertThat(click("/pay").headers().firstValue("location").orElseThrow()).contains("/done");
    }

    @Test
    void anExpiredSessionCannotBePaid() throws Exception {
        fixture.stripe.expire(session);

        assertThat(click("/pay").headers().firstValue("location")).contains("/pay/" + session);
        assertThat(look("")).contains("This checkout has expired.");
    }
}
