package ai.tierup.stripe;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param more whether more pages follow
 */
record StripeList(List<StripeObject> items, boolean more) {

    static StripeList of(StripeObject answer) {
        answer.requireType("list");
        var list = new StripeList(answer.objects("data"), answer.flag("has_more"));
        if (list.more && list.items.isEmpty()) {
            throw StripeObject.invalid("an empty page that has more");
        }
        return list;
    }

    /** Returns the id after which the next page starts; empty on the last page. */
    Optional<String> next() {
        return more ? Optional.of(items.getLast().id()) : Optional.empty();
    }
}
