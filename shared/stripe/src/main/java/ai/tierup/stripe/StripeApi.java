package ai.tierup.stripe;

import ai.tierup.domain.payment.PaymentsUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Stripe's API over HTTP, through one pool of connections. Safe for concurrent use. */
final class StripeApi implements AutoCloseable {

    /** What answers, and only they, have the shape of; another is read by nobody before it is tried. */
    static final String VERSION = "2026-07-29.dahlia";

    static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final String MISSING = "resource_missing";
    private static final Pattern SENDABLE_KEY = Pattern.compile("[!-~]+");
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,64}");

    private final StripeSettings settings;
    private final Supplier<String> key;
    private final String baseUrl;
    private volatile HttpClient http;

    StripeApi(StripeSettings settings, Supplier<String> key) {
        this.settings = settings;
        this.key = key;
        this.baseUrl = settings.baseUrl().toString().replaceAll("/+$", "");
        this.http = client(settings);
    }

    private static HttpClient client(StripeSettings settings) {
        return HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                // As towards upstream: an offer of HTTP/2 on plain http makes some servers drop the body.
                .version(
                        "https".equals(settings.baseUrl().getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    void renewConnections() {
        var old = http;
        http = client(settings);
        old.shutdownNow();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** @param what is asked for, in messages: a path can hold an id */
    StripeObject get(String what, String path, StripeForm query) {
        return find(what, path, query).orElseThrow(() -> refused(what, MISSING));
    }

    /** Empty when Stripe knows nothing by an id that was asked for. */
    Optional<StripeObject> find(String what, String path, StripeForm query) {
        return answer(what, request(path + "?" + query).GET().build());
    }

    /** @param idempotencyKey the same for everything that is to happen once */
    StripeObject post(String what, String path, StripeForm form, String idempotencyKey) {
        var request = request(path)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("idempotency-key", idempotencyKey)
                .POST(BodyPublishers.ofString(form.toString()))
                .build();
        return answer(what, request).orElseThrow(() -> refused(what, MISSING));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        var bearer = key.get();
        if (!SENDABLE_KEY.matcher(bearer).matches()) {
            // The client's own complaint would repeat it.
            throw new PaymentsUnavailable("The key for Stripe is none");
        }
        return HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery))
                .header("authorization", "Bearer " + bearer)
                .header("stripe-version", VERSION)
                .header("accept", "application/json");
    }

    private Optional<StripeObject> answer(String what, HttpRequest request) {
        var response = inTime(what, request);
        var body = StripeObject.read(response.body());
        if (response.statusCode() == OK) {
            return Optional.of(body.orElseThrow(() -> StripeObject.nonsense(what + " is no JSON object")));
        }
        var code = body.map(StripeApi::errorCode).orElse("");
        var asksForNothing = response.statusCode() == NOT_FOUND || response.statusCode() == BAD_REQUEST;
        if (asksForNothing && code.equals(MISSING)) {
            return Optional.empty();
        }
        throw refused(what, (response.statusCode() + " " + code).strip());
    }

    private static String errorCode(StripeObject body) {
        var code = body.json().path("error").path("code").asText("");
        return ERROR_CODE.matcher(code).matches() ? code : "";
    }

    private static PaymentsUnavailable refused(String what, String why) {
        return new PaymentsUnavailable("Stripe refused " + what + ": " + why);
    }

    /** A client's own timeout ends with the head of an answer; this one ends with its last byte. */
    private HttpResponse<byte[]> inTime(String what, HttpRequest request) {
        var call = new FutureTask<>(() -> send(request));
        Thread.ofVirtual().name("stripe").start(call);
        try {
            return call.get(settings.answerTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PaymentsUnavailable("Stripe was too slow with " + what, e);
        } catch (ExecutionException e) {
            throw new PaymentsUnavailable("Stripe cannot be reached for " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaymentsUnavailable("Interrupted while Stripe was asked for " + what, e);
        } finally {
            call.cancel(true);
        }
    }

    /** A second try is safe: what changes something has a key by which Stripe does it once. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var client = http;
        var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
        try {
            var response = client.send(request, bounded);
            if (response.statusCode() < SERVER_ERROR) {
                return response;
            }
        } catch (IOException e) {
            // Most often a connection that Stripe has closed while we did not need it.
        }
        return client.send(request, bounded);
    }
}
