package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.local.PackagedService.Answer;
import ai.tierup.simulators.stripe.StripeSimulator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the placeholders of a request with values of the current run.
 *
 * <table>
 * <caption>Placeholders of requests</caption>
 * <tr><td>{@code {{today}}}, {@code {{today-3}}}</td><td>a UTC day</td></tr>
 * <tr><td>{@code {{repeat 1000 word }}}</td><td>a text that is repeated</td></tr>
 * <tr><td>{@code {{first /choices/0/message/tool_calls/0/id}}}</td><td>a part of the answer that a line
 *     names with {@code "as":"first"}, or of the array of its events if it is a stream</td></tr>
 * <tr><td>{@code {{first x-request-id}}}</td><td>a header of that answer</td></tr>
 * <tr><td>{@code {{session}}}</td><td>the newest checkout at Stripe</td></tr>
 * <tr><td>{@code {{event charge.refunded}}}</td><td>Stripe's newest event of that type</td></tr>
 * <tr><td>{@code {{signed whsec_secret 600}}}</td><td>in a header: Stripe's signature of the body, made 600 s ago</td></tr>
 * </table>
 */
final class RequestFiller {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final String DATA = "data: ";

    private final StripeSimulator stripe;
    private final Map<String, Answer> answers = new HashMap<>();

    RequestFiller(StripeSimulator stripe) {
        this.stripe = stripe;
    }

    /** Keeps an answer for later requests if it has a name. */
    void remember(String name, Answer answer) {
        if (!name.isEmpty()) {
            answers.put(name, answer);
        }
    }

    String fill(String text) {
        return fill(text, "");
    }

    /** @param body body of the request, for a signature in {@code text} */
    String fill(String text, String body) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), body)));
    }

    private String value(String placeholder, String body) {
        var words = placeholder.split(" ", 3);
        if (words[0].startsWith("today")) {
            var days = words[0].substring("today".length());
            return AnswerMask.today()
                    .plusDays(days.isEmpty() ? 0 : Integer.parseInt(days))
                    .toString();
        }
        return switch (words[0]) {
            case "repeat" -> words[2].repeat(Integer.parseInt(words[1]));
            case "session" -> stripe.sessions().getFirst().path("id").asText();
            case "event" -> event(words[1]);
            case "signed" -> {
                var age = words.length < 3 ? 0 : Long.parseLong(words[2]);
                yield PaidService.signature(words[1], Instant.now().minusSeconds(age), body);
            }
            default -> partOf(words[0], words[1]);
        };
    }

    private String event(String type) {
        return stripe.events().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Stripe has no event of type " + type))
                .toPrettyString();
    }

    private String partOf(String name, String part) {
        var answer = answers.get(name);
        if (answer == null) {
            throw new IllegalArgumentException("There is no answer named " + name);
        }
        if (!part.startsWith("/")) {
            return answer.headers().getOrDefault(part, "");
        }
        var found = json(answer).at(part);
        if (found.isMissingNode()) {
            throw new IllegalArgumentException("The answer named " + name + " has no " + part);
        }
        return found.asText();
    }

    private static JsonNode json(Answer answer) {
        var text = new String(answer.body(), UTF_8);
        if (!text.startsWith(DATA)) {
            return read(text);
        }
        var events = ReadableBody.JSON.createArrayNode();
        for (var event : text.strip().split("\n\n", -1)) {
            events.add(read(event.substring(DATA.length())));
        }
        return events;
    }

    private static JsonNode read(String text) {
        try {
            return ReadableBody.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
