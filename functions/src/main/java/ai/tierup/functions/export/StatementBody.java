package ai.tierup.functions.export;

import ai.tierup.domain.books.Statement;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The {@code statement} object of exports. It has none of what the platform paid. */
final class StatementBody {

    private StatementBody() {}

    static void write(JsonGenerator json, Statement statement) throws IOException {
        var movements = statement.movements();
        json.writeStartObject();
        json.writeStringField("object", "statement");
        json.writeStringField("day", statement.day().toString());
        json.writeStringField("opening_usd", statement.opening().usd());
        json.writeStringField("credits_usd", movements.credits().usd());
        json.writeStringField("debits_usd", movements.debits().usd());
        json.writeStringField("closing_usd", statement.closing().usd());
        json.writeNumberField("requests", movements.requests());
        json.writeEndObject();
    }
}
