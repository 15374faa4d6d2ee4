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
 * An object as Stripe writes it. Every method throws {@link PaymentsUnavailable} when what it is asked for is not there, or is
 * something else: such an object makes no sense.
 */
record StripeObject(JsonNode json) {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
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

    /** Empty when {@code bytes} are anything but one JSON object without a key twice and no deeper than 64. */
    static Optional<StripeObject> read(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes))
                    .filter(JsonNode::isObject)
                    .map(StripeObject::new);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code text} has the form of all of Stripe's ids, and so may stand in a path. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @param what was wrong, without a value of the answer's */
    static PaymentsUnavailable nonsense(String what) {
        return new PaymentsUnavailable("Stripe makes no sense: " + what);
    }

    /** The same, known to be of {@code type}. */
    StripeObject as(String type) {
        if (!type.equals(json.path("object").textValue())) {
            throw nonsense("it is no " + type);
        }
        return this;
    }

    String id() {
        return idIn("id", json.path("id"));
    }

    String text(String name) {
        var text = textOrNull(name);
        if (text == null) {
            throw nonsense("no " + name);
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        var value = json.path(name);
        if (!value.isTextual() && !isNothing(value)) {
            throw nonsense(name + " is no text");
        }
        return value.textValue();
    }

    boolean hasNo(String name) {
        return isNothing(json.path(name));
    }

    boolean flag(String name) {
        var value = json.path(name);
        if (!value.isBoolean()) {
            throw nonsense(name + " is neither true nor false");
        }
        return value.booleanValue();
    }

    PaymentMode mode() {
        return flag("livemode") ? PaymentMode.LIVE : PaymentMode.TEST;
    }

    /** A whole number that is written as one: {@code 1.0} and {@code 1e2} are none. */
    long whole(String name) {
        var value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw nonsense(name + " is no whole number");
        }
        return value.longValue();
    }

    String currency() {
        var currency = text("currency");
        if (!CURRENCY.matcher(currency).matches()) {
            throw nonsense("currency is none");
        }
        return currency;
    }

    StripeObject object(String name) {
        var value = json.path(name);
        if (!value.isObject()) {
            throw nonsense(name + " is no object");
        }
        return new StripeObject(value);
    }

    /** What is no object among them has nothing that could be asked for. */
    List<StripeObject> objects(String name) {
        var value = json.path(name);
        if (!value.isArray()) {
            throw nonsense(name + " is no list");
        }
        var objects = new ArrayList<StripeObject>(value.size());
        for (var element : value) {
            objects.add(new StripeObject(element));
        }
        return objects;
    }

    /** The id of what {@code name} refers to, whether it was expanded or not; null when it refers to nothing. */
    @Nullable
    String reference(String name) {
        var value = json.path(name);
        return isNothing(value) ? null : idIn(name, value.isObject() ? value.path("id") : value);
    }

    private static String idIn(String name, JsonNode value) {
        var id = value.textValue();
        if (id == null || !isId(id)) {
            throw nonsense(name + " is no id");
        }
        return id;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }
}
