package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Replaces ids with objects at paths such as {@code payment_intent}, or {@code data.payment_intent.latest_charge} in a list. */
final class Expansion {

    private final StripeObjects objects;

    Expansion(StripeObjects objects) {
        this.objects = objects;
    }

    StripeAnswer expand(StripeAnswer answer, List<String> paths) {
        for (var path : paths) {
            if (answer.isDone() && !expand(answer.json(), List.of(path.split("[.]", -1)))) {
                return StripeAnswer.invalid("This property cannot be expanded (" + path + ").");
            }
        }
        return answer;
    }

    private boolean expand(JsonNode at, List<String> path) {
        if (path.isEmpty() || at.isNull()) {
            return true;
        }
        if (at.isArray()) {
            var all = true;
            for (var element : at) {
                all &= expand(element, path);
            }
            return all;
        }
        var name = path.getFirst();
        if (!(at instanceof ObjectNode object) || !object.has(name)) {
            return false;
        }
        objects.find(object.path(name).asText()).ifPresent(found -> object.set(name, found.deepCopy()));
        var value = object.path(name);
        return (value.isContainerNode() || value.isNull()) && expand(value, path.subList(1, path.size()));
    }
}
