package ai.tierup.functions.support.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list of the API. */
public final class ListBody {

    private ListBody() {}

    /** Writes one item. */
    @FunctionalInterface
    public interface Item<T> {

        void write(JsonGenerator json, T item) throws IOException;
    }

    /** @param nextCursor what names the page after this one; null when this is the last */
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
