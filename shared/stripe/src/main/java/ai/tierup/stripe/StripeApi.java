package ai.tierup.stripe;

import ai.tierup.domain.payment.PaymentsUnavailable;
import com.fasterxml.jackson.databind.JsonNode;
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

/** A client of Stripe's HTTP API with one pool of connections. Safe for concurrent use. */
final class StripeApi implements AutoCloseable {

    /** Pins the shape of Stripe's answers. Raise it only together with the reader tests. */
    static final String VERSION = "2026-07-29.dahlia";

    static final int MAX_ANSWER_BYTES = 2 * 1024 * 1024;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final String PAYMENT_INTENT = "payment_intent";
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
                // As for upstream calls: on plain http, an offer of HTTP/2 makes some servers drop the body.
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

    /** @param what names the request in messages, which must not quote the path because it can contain an id */
    StripeObject get(String what, String path, StripeForm query) {
        return find(what, path, query).orElseThrow(() -> refused(what, MISSING));
    }

    /** Returns empty if Stripe has no object with a requested id. */
    Optional<StripeObject> find(String what, String path, StripeForm query) {
        return answer(what, request(path + "?" + query).GET().build());
    }

    /** @param idempotencyKey key under which Stripe performs a request only once */
    StripeObject post(String what, String path, StripeForm form, String idempotencyKey) {
        return answer(what, posted(path, form, idempotencyKey)).orElseThrow(() -> refused(what, MISSING));
    }

    /**
     * Makes a payment that the bank or Stripe may refuse.
     *
     * @return the payment intent, also of a payment that was declined; empty if Stripe has refused to make one
     */
    Optional<StripeObject> postPayment(String what, String path, StripeForm form, String idempotencyKey) {
        var response = sendWithTimeout(what, posted(path, form, idempotencyKey));
        var body = StripeObject.read(response.body());
        if (response.statusCode() == OK) {
            return Optional.of(body.orElseThrow(() -> StripeObject.invalid(what + " is not a JSON object")));
        }
        var declined = body.map(answer -> answer.json().path("error").path(PAYMENT_INTENT))
                .filter(JsonNode::isObject)
                .map(StripeObject::new);
        var isRefused = response.statusCode() == PAYMENT_REQUIRED || isMissing(response.statusCode(), body);
        if (declined.isPresent() || isRefused) {
            return declined;
        }
        throw refused(what, response.statusCode(), body);
    }

    /** Deletes an object, if there is one. */
    void delete(String what, String path) {
        answer(what, request(path).DELETE().build());
    }

    private HttpRequest posted(String path, StripeForm form, String idempotencyKey) {
        return request(path)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("idempotency-key", idempotencyKey)
                .POST(BodyPublishers.ofString(form.toString()))
                .build();
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        var bearer = key.get();
        if (!SENDABLE_KEY.matcher(bearer).matches()) {
            // The client's own exception would quote the key.
            throw new PaymentsUnavailable("The Stripe key is empty or contains characters that cannot be sent");
        }
        return HttpRequest.newBuilder(URI.create(baseUrl + pathAndQuery))
                .header("authorization", "Bearer " + bearer)
                .header("stripe-version", VERSION)
                .header("accept", "application/json");
    }

    private Optional<StripeObject> answer(String what, HttpRequest request) {
        var response = sendWithTimeout(what, request);
        var body = StripeObject.read(response.body());
        if (response.statusCode() == OK) {
            return Optional.of(body.orElseThrow(() -> StripeObject.invalid(what + " is not a JSON object")));
        }
        if (isMissing(response.statusCode(), body)) {
            return Optional.empty();
        }
        throw refused(what, response.statusCode(), body);
    }

    private static boolean isMissing(int status, Optional<StripeObject> body) {
        var mayMeanMissing = status == NOT_FOUND || status == BAD_REQUEST;
        return mayMeanMissing && body.map(StripeApi::errorCode).orElse("").equals(MISSING);
    }

    private static PaymentsUnavailable refused(String what, int status, Optional<StripeObject> body) {
        return refused(what, (status + " " + body.map(StripeApi::errorCode).orElse("")).strip());
    }

    private static String errorCode(StripeObject body) {
        var code = body.json().path("error").path("code").asText("");
        return ERROR_CODE.matcher(code).matches() ? code : "";
    }

    private static PaymentsUnavailable refused(String what, String why) {
        return new PaymentsUnavailable("Stripe refused " + what + ": " + why);
    }

    /** Sends with a timeout for the whole answer. The client's own timeout ends when the head of the answer arrives. */
    private HttpResponse<byte[]> sendWithTimeout(String what, HttpRequest request) {
        var call = new FutureTask<>(() -> send(request));
        Thread.ofVirtual().name("stripe").start(call);
        try {
            return call.get(settings.answerTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PaymentsUnavailable("Stripe timed out on " + what, e);
        } catch (ExecutionException e) {
            throw new PaymentsUnavailable("Stripe cannot be reached for " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaymentsUnavailable("Interrupted while waiting for Stripe on " + what, e);
        } finally {
            call.cancel(true);
        }
    }

    /** Sends, with one retry. The retry is safe because every request that changes something has an idempotency key. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        var client = http;
        var bounded = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES);
        try {
            var response = client.send(request, bounded);
            if (response.statusCode() < SERVER_ERROR) {
                return response;
            }
        } catch (IOException e) {
            // Usually an idle connection that Stripe has closed.
        }
        return client.send(request, bounded);
    }
}
