package ai.tierup.functions.export;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.functions.account.ModelAliasesBody;
import ai.tierup.functions.account.ResponseSettingsBody;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;

/** Writes everything that is stored about an account, as one JSON object. */
@Singleton
final class Export {

    private static final JsonFactory JSON = new JsonFactory();

    private final Accounts accounts;
    private final Profile profile;
    private final History history;
    private final InstantSource clock;

    Export(Accounts accounts, Profile profile, History history, InstantSource clock) {
        this.accounts = accounts;
        this.profile = profile;
        this.history = history;
        this.clock = clock;
    }

    void write(AccountId id, OutputStream out) throws IOException {
        var now = clock.instant();
        var account = accounts.find(id).orElseGet(() -> new Account(id, now, null));
        // An export that fails in the middle must not be completed by its closing braces.
        try (var json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)) {
            json.writeStartObject();
            json.writeStringField("object", "account.export");
            json.writeStringField("created_at", now.toString());
            profile.write(json, account, now);
            json.writeFieldName("models");
            ModelAliasesBody.write(json, accounts.modelAliases(id));
            json.writeFieldName("responses");
            ResponseSettingsBody.write(json, accounts.keepsOutputs(id));
            history.write(json, account, now);
            json.writeEndObject();
        }
    }
}
