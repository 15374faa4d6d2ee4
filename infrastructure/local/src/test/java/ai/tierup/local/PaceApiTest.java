package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The soft limits of keys: requests and tokens a minute, and requests at once. */
@Tag("service")
@ExtendWith(RunningService.class)
class PaceApiTest {

    private static int accounts;

    private final Customer customer;

    PaceApiTest(Api api) {
        this.customer = Customer.open(api, "pace-" + ++accounts);
    }

    private Customer limited(String limits) throws Exception {
        return customer.withNewKey("{\"name\": \"ci\", " + limits + "}");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void theLimitsOfAKeyAreShownAndChanged() throws Exception {
        var key = limited("\"requests_per_minute\": 60, \"tokens_per_minute\": 9000, \"concurrent_requests\": 4");

        customer.send("PATCH", "/v1/keys/" + key.id(), "{\"requests_per_minute\": null, \"tokens_per_minute\": 5}");

        var read = customer.read("/v1/keys/" + key.id());
        assertThat(read.path("requests_per_minute").isNull()).isTrue();
        assertThat(read.path("tokens_per_minute").asLong()).isEqualTo(5);
        assertThat(read.path("concurrent_requests").asLong()).isEqualTo(4);
    }

    @Test
    void everyAnswerSaysWhatIsLeftOfTheLimitOfRequests() throws Exception {
        var key = limited("\"requests_per_minute\": 2");

        var first = key.chat("tier-2");
        var refusedByTheTier = key.chat("tier-9");
        var second = key.chat("tier-2");
        var third = key.chat("tier-2");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(header(first, "x-ratelimit-reset-requests")).matches("1m[0-9]+s|[0-9]+s|2m0s");
        assertThat(header(first, "x-ratelimit-limit-tokens")).isEmpty();
        assertThat(header(first, "access-control-expose-headers")).contains("x-ratelimit-remaining-requests");
        assertThat(refusedByTheTier.statusCode()).isEqualTo(404);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(code(third)).isEqualTo("429 rate_limit_exceeded");
        assertThat(header(third, "x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(third.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 120L);
        assertThat(header(third, "x-should-retry")).isEmpty();
    }

    @Test
    void tokensAreCountedAfterTheAnswer() throws Exception {
        var key = limited("\"tokens_per_minute\": 10");

        var first = key.chat("tier-2");
        var second = key.chat("tier-2");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "x-ratelimit-remaining-tokens")).isEqualTo("10");
        assertThat(code(second)).isEqualTo("429 rate_limit_exceeded");
        assertThat(header(second, "x-ratelimit-remaining-tokens")).isEqualTo("0");
    }

    @Test
    void fiftyRequestsAtOnceAreCountedOnce() throws Exception {
        var key = limited("\"requests_per_minute\": 10");
        var calls = new ArrayList<Callable<Integer>>();
        for (var call = 0; call < 50; call++) {
            calls.add(() -> key.chat("tier-2").statusCode());
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }

        // A minute of the clock may begin in between.
        assertThat(statuses.stream().filter(status -> status == 200).count()).isBetween(10L, 20L);
        assertThat(statuses).containsOnly(200, 429);
    }

    @Test
    void requestsOneAfterTheOtherNeverRunAtOnce() throws Exception {
        var key = limited("\"concurrent_requests\": 1");

        for (var call = 0; call < 3; call++) {
            assertThat(key.chat("tier-2").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aKeyWithoutSoftLimitsHasNoSuchHeaders() throws Exception {
        assertThat(customer.chat("tier-2").headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"requests_per_minute\": 0",
                "\"requests_per_minute\": -1",
                "\"requests_per_minute\": 1.5",
                "\"tokens_per_minute\": \"7\"",
                "\"concurrent_requests\": 1e12",
                "\"requests_per_second\": 1"
            })
    void anInvalidLimitIsRefused(String limit) throws Exception {
        assertThat(customer.send("POST", "/v1/keys", "{\"name\": \"x\", " + limit + "}")
                        .statusCode())
                .isEqualTo(400);
    }
}
