package ai.tierup.functions.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamId;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The {@code team} object of the API. */
public final class TeamBody {

    private TeamBody() {}

    public static void write(JsonGenerator json, AccountId account, Team team) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "team");
        json.writeStringField("id", TeamId.of(account, team.name()).value());
        json.writeStringField("name", team.name().value());
        LimitFields.write(json, team.limits());
        json.writeEndObject();
    }
}
