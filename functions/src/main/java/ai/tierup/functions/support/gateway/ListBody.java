package ai.tierup.functions.support.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a page of a list. */
public final class ListBody {

    private ListBody() {}

    /** Writes one item. */
    @FunctionalInterface
    public interface Item<T> {

        void write(JsonGenerator json, T item) throws IOException;
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
