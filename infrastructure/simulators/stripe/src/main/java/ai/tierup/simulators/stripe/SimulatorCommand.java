package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands of the simulator, in addition to Stripe's API. SESSION, REFUND, EVENT and PAYMENT may be {@code last}. */
public enum SimulatorCommand {
    SESSIONS(""),
    EVENTS(""),
    PAY("SESSION [now|later]"),
    SETTLE("SESSION paid|failed"),
    DECLINE("SESSION"),
    EXPIRE("SESSION"),
    PAYMENTS(""),
    SAVED_CARDS("pay|later|decline|confirm"),
    SETTLE_CHARGE("PAYMENT paid|failed"),
    REFUND("SESSION [DOLLARS]"),
    FINISH_REFUND("REFUND"),
    FAIL_REFUND("REFUND"),
    DISPUTE("SESSION [DOLLARS]"),
    DISPUTE_WIN("SESSION"),
    DISPUTE_LOSE("SESSION"),
    COPIES("NUMBER"),
    HOLD(""),
    RELEASE("[oldest-first|newest-first|shuffled]"),
    LOSE("on|off"),
    RESEND("EVENT"),
    FAULT("NUMBER 500|429|slow|rubbish|cut [PATH]"),
    END_FAULTS("");

    private static final String DOLLARS = "\\d{1,6}([.]\\d{1,2})?";

    private final String arguments;
    private final Pattern form;

    SimulatorCommand(String arguments) {
        this.arguments = arguments;
        this.form = Pattern.compile(pattern(arguments));
    }

    /** A regular expression for the arguments, each with a space before it. */
    private static String pattern(String arguments) {
        var pattern = new StringBuilder();
        for (var argument : arguments.split(" ", -1)) {
            if (!argument.isEmpty()) {
                var bare = argument.replaceAll("[\\[\\]]", "");
                var value = switch (bare) {
                    case "SESSION", "REFUND", "EVENT", "PAYMENT" -> "[A-Za-z0-9_]+";
                    case "DOLLARS" -> DOLLARS;
                    case "NUMBER" -> "[1-9]\\d{0,4}";
                    case "PATH" -> "/\\S*";
                    default -> "(" + bare + ")";
                };
                pattern.append("( ").append(value).append(")").append(argument.startsWith("[") ? "?" : "");
            }
        }
        return pattern.toString();
    }

    /** Returns the command with this name, if there is one. */
    public static Optional<SimulatorCommand> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    /** The usage text of all commands. */
    public static String usage() {
        return Arrays.stream(values())
                .map(command -> "scripts/stripe " + (command.word() + " " + command.arguments).strip())
                .collect(Collectors.joining(
                        "\n  ", "Usage:\n  ", "\nSESSION, REFUND, EVENT and PAYMENT are ids, or last for the newest"));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns true if these arguments are valid. */
    public boolean accepts(List<String> given) {
        return form.matcher(given.stream().map(" "::concat).collect(Collectors.joining()))
                .matches();
    }

    StripeAnswer run(StripeSimulator stripe, List<String> given) {
        var answer = execute(stripe, given);
        if (this == RESEND && answer.isDone()) {
            return list(List.of(answer.json()), SimulatorCommand::eventLine);
        }
        return answer.isDone() && answer.json().has("status")
                ? list(List.of(answer.json()), SimulatorCommand::line)
                : answer;
    }

    private StripeAnswer execute(StripeSimulator stripe, List<String> given) {
        var first = given.isEmpty() ? "" : given.getFirst();
        return switch (this) {
            case SESSIONS -> list(stripe.sessions(), SimulatorCommand::line);
            case EVENTS -> list(stripe.events(), SimulatorCommand::eventLine);
            case PAY -> given.getLast().equals("later") ? stripe.payLater(first) : stripe.pay(first);
            case SETTLE -> stripe.settle(first, given.getLast().equals("paid"));
            case DECLINE -> stripe.decline(first);
            case EXPIRE -> stripe.expire(first);
            case PAYMENTS -> list(stripe.payments(), SimulatorCommand::line);
            case SETTLE_CHARGE -> stripe.settleCharge(first, given.getLast().equals("paid"));
            case REFUND -> stripe.refund(first, cents(given));
            case FINISH_REFUND -> stripe.finishRefund(first);
            case FAIL_REFUND -> stripe.failRefund(first);
            case DISPUTE -> stripe.dispute(first, cents(given));
            case DISPUTE_WIN -> stripe.closeDispute(first, true);
            case DISPUTE_LOSE -> stripe.closeDispute(first, false);
            case RESEND -> stripe.resend(first);
            case COPIES, HOLD, RELEASE, LOSE, FAULT, END_FAULTS, SAVED_CARDS -> {
                configure(stripe, given, first);
                yield list(List.of(), SimulatorCommand::line);
            }
        };
    }

    /** Runs a command that configures later events or answers. */
    private void configure(StripeSimulator stripe, List<String> given, String first) {
        switch (this) {
            case COPIES -> stripe.copies(Integer.parseInt(first));
            case HOLD -> stripe.hold();
            case RELEASE -> stripe.release(ReleaseOrder.named(first).orElse(ReleaseOrder.OLDEST_FIRST));
            case SAVED_CARDS -> stripe.endCharges(first);
            case LOSE -> stripe.lose(first.equals("on"));
            case FAULT -> {
                var fault = Fault.named(given.get(1)).orElseThrow();
                stripe.fault(Integer.parseInt(first), fault, given.size() > 2 ? given.get(2) : "/v1/");
            }
            default -> stripe.endFaults();
        }
    }

    private static OptionalLong cents(List<String> given) {
        return given.size() < 2
                ? OptionalLong.empty()
                : OptionalLong.of(new BigDecimal(given.get(1)).movePointRight(2).longValueExact());
    }

    private static StripeAnswer list(List<ObjectNode> objects, Function<ObjectNode, ObjectNode> shown) {
        var json = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = json.putArray("data");
        objects.forEach(object -> data.add(shown.apply(object)));
        return new StripeAnswer(200, json);
    }

    private static ObjectNode line(ObjectNode object) {
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("id", object.path("id").asText());
        if (object.has("client_reference_id")) {
            line.put("top_up", object.path("client_reference_id").asText("none"));
        }
        var cents = object.path("amount_total").asLong(object.path("amount").asLong());
        line.put(
                "amount",
                BigDecimal.valueOf(cents, 2).toPlainString() + " "
                        + object.path("currency").asText());
        var state = object.path("status").asText();
        return line.put(
                "state",
                state.equals("complete") ? object.path("payment_status").asText() : state);
    }

    private static ObjectNode eventLine(ObjectNode event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", event.path("id").asText())
                .put("type", event.path("type").asText())
                .put("about", event.path("data").path("object").path("id").asText())
                .put("state", event.path("pending_webhooks").asInt() == 0 ? "delivered" : "undelivered");
    }
}
