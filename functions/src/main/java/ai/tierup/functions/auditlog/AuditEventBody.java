package ai.tierup.functions.auditlog;

import ai.tierup.domain.audit.AuditEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The {@code audit.event} object of the API. */
public final class AuditEventBody {

    private AuditEventBody() {}

    public static void write(JsonGenerator json, AuditEvent event) throws IOException {
        var network = event.origin().network();
        json.writeStartObject();
        json.writeStringField("object", "audit.event");
        json.writeStringField("id", event.id().publicName());
        json.writeStringField("created_at", event.id().time().toString());
        json.writeStringField("actor", event.origin().actor().publicName());
        json.writeStringField("action", event.action().publicName());
        json.writeStringField("target", event.target());
        json.writeFieldName("from_address_prefix");
        json.writeString(network == null ? null : network.prefix());
        json.writeEndObject();
    }
}
