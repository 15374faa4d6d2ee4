package ai.tierup.stripe;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param more whether others follow it
 */
record StripeList(List<StripeObject> items, boolean more) {

    static StripeList in(StripeObject answer) {
        answer.as("list");
        var list = new StripeList(answer.objects("data"), answer.flag("has_more"));
        if (list.more && list.items.isEmpty()) {
            throw StripeObject.nonsense("nothing, and more of it");
        }
        return list;
    }

    /** What the following page starts after. */
    Optional<String> next() {
        return more ? Optional.of(items.getLast().id()) : Optional.empty();
    }
}
