package ai.tierup.functions.export;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.functions.account.AccountBody;
import ai.tierup.functions.keys.KeyBody;
import ai.tierup.functions.wallet.WalletBody;
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
    private final ApiKeys keys;
    private final SignUpCredits credits;
    private final WalletLedger ledger;
    private final WalletRules rules;
    private final History history;
    private final InstantSource clock;

    Export(
            Accounts accounts,
            ApiKeys keys,
            SignUpCredits credits,
            WalletLedger ledger,
            WalletRules rules,
            History history,
            InstantSource clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.credits = credits;
        this.ledger = ledger;
        this.rules = rules;
        this.history = history;
        this.clock = clock;
    }

    void write(AccountId id, OutputStream out) throws IOException {
        var now = clock.instant();
        var account = accounts.find(id).orElseGet(() -> new Account(id, now, null));
        var wallet = ledger.find(id);
        var credit = credits.find(id);
        // An export that fails in the middle must not be completed by its closing braces.
        try (var json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)) {
            json.writeStartObject();
            json.writeStringField("object", "account.export");
            json.writeStringField("created_at", now.toString());
            json.writeFieldName("account");
            AccountBody.write(json, account, credit);
            json.writeFieldName("wallet");
            if (wallet.isPresent()) {
                WalletBody.write(json, wallet.get(), credit, rules, now);
            } else {
                json.writeNull();
            }
            json.writeArrayFieldStart("keys");
            for (var listed : keys.list(id)) {
                KeyBody.write(json, listed, now);
            }
            json.writeEndArray();
            history.write(json, account, now);
            json.writeEndObject();
        }
    }
}
