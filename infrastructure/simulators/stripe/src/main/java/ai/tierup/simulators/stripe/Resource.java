package ai.tierup.simulators.stripe;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resources that can be read one by one and listed. */
enum Resource {
    SESSIONS("/v1/checkout/sessions", Shape.SESSION, "payment_intent status"),
    PAYMENT_INTENTS("/v1/payment_intents", Shape.PAYMENT_INTENT, "customer"),
    CHARGES("/v1/charges", Shape.CHARGE, "payment_intent"),
    REFUNDS("/v1/refunds", Shape.REFUND, "charge payment_intent"),
    DISPUTES("/v1/disputes", Shape.DISPUTE, "charge payment_intent"),
    EVENTS("/v1/events", Shape.EVENT, "type"),
    CUSTOMERS("/v1/customers", Shape.CUSTOMER, "email"),
    BALANCE_TRANSACTIONS("/v1/balance_transactions", Shape.BALANCE_TRANSACTION, "source type");

    private static final Set<String> COMMON_LIST_PARAMETERS = Set.of(
            "limit",
            "starting_after",
            "created",
            "created[gt]",
            "created[gte]",
            "created[lt]",
            "created[lte]",
            "expand[]");

    final String path;
    final String type;
    private final String filters;

    Resource(String path, Shape shape, String filters) {
        this.path = path;
        this.type = shape.type();
        this.filters = filters;
    }

    static Optional<Resource> at(String path) {
        return Arrays.stream(values())
                .filter(resource -> path.equals(resource.path) || path.startsWith(resource.path + "/"))
                .findFirst();
    }

    /** Fields by which lists can be filtered. */
    List<String> filters() {
        return filters.isEmpty() ? List.of() : List.of(filters.split(" ", -1));
    }

    Set<String> listParameters() {
        var known = new HashSet<>(COMMON_LIST_PARAMETERS);
        known.addAll(filters());
        if (this == EVENTS) {
            known.addAll(Set.of("delivery_success", "types[]"));
        }
        return known;
    }
}
