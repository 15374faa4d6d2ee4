package ai.tierup.functions.support.gateway;

import ai.tierup.domain.credit.SignUpCredit;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The {@code credit} object of the API: what an account got by signing up, and what comes when. */
public final class CreditBody {

    private CreditBody() {}

    /** Writes the object, or null for an account without a credit. */
    public static void write(JsonGenerator json, Optional<SignUpCredit> found) throws IOException {
        if (found.isEmpty()) {
            json.writeNull();
            return;
        }
        var credit = found.get();
        var next = credit.nextRelease();
        json.writeStartObject();
        json.writeStringField("status", status(credit));
        json.writeStringField("granted_usd", credit.amount().usd());
        json.writeStringField("released_usd", credit.released().usd());
        midnight(json, "next_release_at", credit.nextReleaseOn());
        json.writeFieldName("next_release_usd");
        json.writeString(next.isZero() ? null : next.usd());
        midnight(json, "ends_at", credit.endsOn());
        json.writeEndObject();
    }

    private static String status(SignUpCredit credit) {
        return switch (credit.status()) {
            case WAITING -> "waiting";
            case ACTIVE -> "active";
            case ENDING, ENDED -> "ended";
        };
    }

    private static void midnight(JsonGenerator json, String name, Optional<LocalDate> day) throws IOException {
        json.writeFieldName(name);
        json.writeString(
                day.map(found -> found.atStartOfDay(ZoneOffset.UTC).toInstant().toString())
                        .orElse(null));
    }
}
