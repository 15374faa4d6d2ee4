package ai.tierup.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param more whether more pages follow
 */
record StripeList(List<StripeObject> items, boolean more) {

    private static final String MAX_PAGE_SIZE = "100";

    static StripeList of(StripeObject answer) {
        answer.requireType("list");
        var list = new StripeList(answer.objects("data"), answer.flag("has_more"));
        if (list.more && list.items.isEmpty()) {
            throw StripeObject.invalid("an empty page that has more");
        }
        return list;
    }

    /** A query for a page of the objects created since {@code since}. */
    static StripeForm since(Instant since, Optional<String> after) {
        return page(after).with("created[gte]", Long.toString(since.getEpochSecond()));
    }

    /** A query for a page of all objects. */
    static StripeForm page(Optional<String> after) {
        var query = new StripeForm().with("limit", MAX_PAGE_SIZE);
        after.ifPresent(last -> query.with("starting_after", last));
        return query;
    }

    /** Returns the id after which the next page starts; empty on the last page. */
    Optional<String> next() {
        return more ? Optional.of(items.getLast().id()) : Optional.empty();
    }
}
