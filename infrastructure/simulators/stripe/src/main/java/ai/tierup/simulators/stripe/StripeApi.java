package ai.tierup.simulators.stripe;

import java.util.Optional;
import java.util.Set;

/** Processes requests to Stripe's API, one at a time. */
final class StripeApi {

    static final String VERSION = "2026-07-29.dahlia";

    private static final String KEPT_ANSWER_PREFIX = "simulator.answer_to_";

    private final StripeObjects objects;
    private final String key;
    private final Checkouts checkouts;
    private final Refunds refunds;
    private final SavedCards savedCards;
    private final Listings listings;
    private final Expansion expansion;

    StripeApi(StripeObjects objects, String key, Checkouts checkouts, Refunds refunds, SavedCards savedCards) {
        this.objects = objects;
        this.key = key;
        this.checkouts = checkouts;
        this.refunds = refunds;
        this.savedCards = savedCards;
        this.listings = new Listings(objects);
        this.expansion = new Expansion(objects);
    }

    /**
     * A request.
     *
     * @param parameters parameters of the query or of the body
     */
    record Request(
            String method,
            String path,
            Optional<String> authorization,
            Optional<String> version,
            Optional<String> idempotencyKey,
            Parameters parameters) {}

    StripeAnswer answer(Request request) {
        if (request.authorization().isEmpty()) {
            return StripeAnswer.refused(
                    401,
                    "invalid_request_error",
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.");
        }
        if (!request.authorization().get().equals("Bearer " + key)) {
            return StripeAnswer.refused(401, "invalid_request_error", "Invalid API Key provided");
        }
        if (!request.version().equals(Optional.of(VERSION))) {
            return StripeAnswer.invalid("Invalid Stripe API version. The simulator supports only " + VERSION + ".");
        }
        return objects.locked(() -> {
            checkouts.expireOverdue();
            return Resource.at(request.path())
                    .map(resource -> answer(resource, request))
                    .orElseGet(() -> unrecognized(request));
        });
    }

    private StripeAnswer answer(Resource resource, Request request) {
        var parameters = request.parameters();
        var isList = request.path().equals(resource.path);
        if (request.method().equals("POST") && isList) {
            return switch (resource) {
                case SESSIONS, REFUNDS, PAYMENT_INTENTS -> idempotent(resource, request);
                case CHARGES, DISPUTES, EVENTS, CUSTOMERS, BALANCE_TRANSACTIONS -> unrecognized(request);
            };
        }
        if (request.method().equals("DELETE") && resource == Resource.CUSTOMERS && !isList) {
            return savedCards.deleteCustomer(request.path().substring(resource.path.length() + 1));
        }
        if (!request.method().equals("GET")) {
            return unrecognized(request);
        }
        var known = isList ? resource.listParameters() : Set.of("expand[]");
        return parameters.refuseUnknown(known).orElseGet(() -> {
            var answer = isList ? listings.page(resource, parameters) : object(resource, request.path());
            return expansion.expand(answer, parameters.list("expand"));
        });
    }

    private StripeAnswer object(Resource resource, String path) {
        var id = path.substring(resource.path.length() + 1);
        return objects.find(resource.type, id)
                .map(StripeAnswer::done)
                .orElseGet(() -> StripeAnswer.missing(resource.type, "id", id));
    }

    /** Executes a request once per idempotency key. A repeat gets the first answer. */
    private StripeAnswer idempotent(Resource resource, Request request) {
        var asked = request.path() + " " + request.parameters();
        var id = KEPT_ANSWER_PREFIX + request.idempotencyKey().orElse("");
        var kept = objects.find(id);
        if (request.idempotencyKey().isPresent() && kept.isPresent()) {
            return kept.get().path("asked").asText().equals(asked)
                    ? new StripeAnswer(
                            kept.get().path("status").asInt(),
                            kept.get().path("answer").deepCopy())
                    : StripeAnswer.refused(
                            400,
                            "idempotency_error",
                            "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '"
                                    + request.idempotencyKey().get()
                                    + "' if you meant to execute a different request.");
        }
        var parameters = request.parameters();
        var answer = parameters.refuseUnknown(known(resource)).orElseGet(() -> create(resource, parameters));
        var expanded = expansion.expand(answer, parameters.list("expand"));
        if (request.idempotencyKey().isPresent() && expanded.isKept()) {
            var record = expanded.json().objectNode();
            record.put("id", id)
                    .put("object", "simulator.answer")
                    .put("asked", asked)
                    .put("status", expanded.status());
            record.set("answer", expanded.json().deepCopy());
            objects.put(record);
        }
        return expanded;
    }

    private static Set<String> known(Resource resource) {
        return switch (resource) {
            case SESSIONS -> Checkouts.PARAMETERS;
            case PAYMENT_INTENTS -> SavedCards.PARAMETERS;
            default -> Refunds.PARAMETERS;
        };
    }

    private StripeAnswer create(Resource resource, Parameters parameters) {
        return switch (resource) {
            case SESSIONS -> checkouts.open(parameters);
            case PAYMENT_INTENTS -> savedCards.charge(parameters);
            default -> refunds.create(parameters);
        };
    }

    private static StripeAnswer unrecognized(Request request) {
        return StripeAnswer.refused(
                404,
                "invalid_request_error",
                "Unrecognized request URL (" + request.method() + ": " + request.path() + ").");
    }
}
