package ai.tierup.stripe;

import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentsUnavailable;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object from Stripe. Its accessors throw {@link PaymentsUnavailable} for a field of another type and, unless they say
 * otherwise, for a missing field.
 */
record StripeObject(JsonNode json) {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;

    /** A thousand times the largest amount that Stripe takes. In nano-dollars it fits in a {@code long}. */
    private static final long MAX_AMOUNT = 99_999_999_999L;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
    private static final Pattern CURRENCY = Pattern.compile("[a-z]{3}");

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Returns empty unless {@code bytes} are one JSON object without duplicate keys, at most 64 levels deep. */
    static Optional<StripeObject> read(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes))
                    .filter(JsonNode::isObject)
                    .map(StripeObject::new);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns whether {@code text} has the form of a Stripe id, and so is safe in a path. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @param problem what is wrong, without any value from the answer */
    static PaymentsUnavailable invalid(String problem) {
        return new PaymentsUnavailable("Stripe sent an invalid answer: " + problem);
    }

    /** Returns this object after checking that it has the type {@code type}. */
    StripeObject requireType(String type) {
        if (!type.equals(json.path("object").textValue())) {
            throw invalid("it is not a " + type);
        }
        return this;
    }

    String id() {
        return idIn("id", json.path("id"));
    }

    String text(String name) {
        var text = textOrNull(name);
        if (text == null) {
            throw invalid(name + " is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        var value = json.path(name);
        if (!value.isTextual() && !isMissing(value)) {
            throw invalid(name + " is not a string");
        }
        return value.textValue();
    }

    boolean lacks(String name) {
        return isMissing(json.path(name));
    }

    boolean flag(String name) {
        var value = json.path(name);
        if (!value.isBoolean()) {
            throw invalid(name + " is not a boolean");
        }
        return value.booleanValue();
    }

    PaymentMode mode() {
        return flag("livemode") ? PaymentMode.LIVE : PaymentMode.TEST;
    }

    /**
     * Returns an amount in the smallest unit of a currency. It is written without fraction and exponent: {@code 1.0} and {@code 1e2} are
     * invalid.
     */
    long amount(String name) {
        var value = json.path(name);
        var amount = value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
        if (amount < -MAX_AMOUNT || amount > MAX_AMOUNT) {
            throw invalid(name + " is not an amount");
        }
        return amount;
    }

    String currency() {
        var currency = text("currency");
        if (!CURRENCY.matcher(currency).matches()) {
            throw invalid("currency is not a currency code");
        }
        return currency;
    }

    StripeObject object(String name) {
        var value = json.path(name);
        if (!value.isObject()) {
            throw invalid(name + " is not an object");
        }
        return new StripeObject(value);
    }

    /** Returns the elements of an array. The accessors of an element that is not an object throw. */
    List<StripeObject> objects(String name) {
        var value = json.path(name);
        if (!value.isArray()) {
            throw invalid(name + " is not an array");
        }
        var objects = new ArrayList<StripeObject>(value.size());
        for (var element : value) {
            objects.add(new StripeObject(element));
        }
        return objects;
    }

    /** Returns the id of the object that {@code name} refers to, expanded or not; null if it refers to none. */
    @Nullable
    String reference(String name) {
        var value = json.path(name);
        return isMissing(value) ? null : idIn(name, value.isObject() ? value.path("id") : value);
    }

    private static String idIn(String name, JsonNode value) {
        var id = value.textValue();
        if (id == null || !isId(id)) {
            throw invalid(name + " is not an id");
        }
        return id;
    }

    private static boolean isMissing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }
}
