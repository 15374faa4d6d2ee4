package ai.tierup.functions.support.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON form of a page of a list. */
public final class ListBody {

    private ListBody() {}

    /** Writes one item. */
    @FunctionalInterface
    public interface Item<T> {

        void write(JsonGenerator json, T item) throws IOException;
    }

    /**
     * Returns the first {@code limit} items as a page.
     *
     * @param found more than {@code limit} items if another page follows
     * @param cursor the public id of an item, after which the next page begins
     */
    public static <T> Reply page(List<T> found, int limit, Item<T> body, Function<T, String> cursor) {
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? cursor.apply(page.getLast()) : null;
        return Reply.json(json -> write(json, page, body, next));
    }

    /** @param nextCursor cursor of the next page; null on the last page */
    public static <T> void write(JsonGenerator json, List<T> items, Item<T> body, @Nullable String nextCursor)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (var item : items) {
            body.write(json, item);
        }
        json.writeEndArray();
        json.writeBooleanField("has_more", nextCursor != null);
        json.writeFieldName("next_cursor");
        json.writeString(nextCursor);
        json.writeEndObject();
    }
}
