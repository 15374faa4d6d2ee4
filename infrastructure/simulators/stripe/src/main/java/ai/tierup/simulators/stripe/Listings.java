package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongPredicate;

/** Lists objects in pages, newest first. */
final class Listings {

    private static final int DEFAULT_PAGE_SIZE = 10;
    private static final int MAX_PAGE_SIZE = 100;

    private final StripeObjects objects;

    Listings(StripeObjects objects) {
        this.objects = objects;
    }

    StripeAnswer page(Resource resource, Parameters query) {
        var limit = query.wholeNumber("limit").orElse(query.text("limit").isEmpty() ? DEFAULT_PAGE_SIZE : 0);
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            return StripeAnswer.invalid("parameter_invalid_integer", "limit", "A limit is 1 to " + MAX_PAGE_SIZE + ".");
        }
        var after = query.text("starting_after").orElse("");
        if (!after.isEmpty() && objects.find(resource.type, after).isEmpty()) {
            return StripeAnswer.missing(resource.type, "starting_after", after);
        }
        var found = objects.newestFirst(resource.type)
                .dropWhile(object -> !after.isEmpty() && !hasId(object, after))
                .skip(after.isEmpty() ? 0 : 1)
                .filter(object -> matches(resource, object, query))
                .limit(limit + 1)
                .toList();
        var page = JsonNodeFactory.instance.objectNode().put("object", "list").put("url", resource.path);
        var data = page.put("has_more", found.size() > limit).putArray("data");
        found.stream().limit(limit).forEach(object -> data.add(object.deepCopy()));
        return StripeAnswer.done(page);
    }

    private static boolean hasId(ObjectNode object, String id) {
        return object.path("id").asText().equals(id);
    }

    private static boolean matches(Resource resource, ObjectNode object, Parameters query) {
        var types = query.list("types");
        return resource.filters().stream()
                        .allMatch(name -> query.text(name)
                                .map(value -> object.path(name).asText().equals(value))
                                .orElse(true))
                && isCreated(object.path("created").asLong(), query)
                && (types.isEmpty() || types.contains(object.path("type").asText()))
                && query.text("delivery_success")
                        .map(success -> success.equals("true")
                                == (object.path("pending_webhooks").asInt() == 0))
                        .orElse(true);
    }

    private static boolean isCreated(long created, Parameters query) {
        return holds(query, "created", bound -> created == bound)
                && holds(query, "created[gt]", bound -> created > bound)
                && holds(query, "created[gte]", bound -> created >= bound)
                && holds(query, "created[lt]", bound -> created < bound)
                && holds(query, "created[lte]", bound -> created <= bound);
    }

    private static boolean holds(Parameters query, String name, LongPredicate rule) {
        var bound = query.wholeNumber(name);
        return bound.isEmpty() || rule.test(bound.getAsLong());
    }
}
