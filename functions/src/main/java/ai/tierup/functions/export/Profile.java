package ai.tierup.functions.export;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.keys.ListKeys;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.functions.account.AccountBody;
import ai.tierup.functions.account.AlertsBody;
import ai.tierup.functions.account.AutoTopUpBody;
import ai.tierup.functions.keys.KeyBody;
import ai.tierup.functions.keys.TeamBody;
import ai.tierup.functions.wallet.WalletBody;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes what an account is at the moment: itself, its alerts, its automatic top-ups, its wallet, its keys and its teams. */
@Singleton
final class Profile {

    private final SignUpCredits credits;
    private final Alerts alerts;
    private final AutoTopUps autoTopUps;
    private final WalletLedger ledger;
    private final WalletRules rules;
    private final ListKeys keys;
    private final Teams teams;

    Profile(
            SignUpCredits credits,
            Alerts alerts,
            AutoTopUps autoTopUps,
            WalletLedger ledger,
            WalletRules rules,
            ListKeys keys,
            Teams teams) {
        this.credits = credits;
        this.alerts = alerts;
        this.autoTopUps = autoTopUps;
        this.ledger = ledger;
        this.rules = rules;
        this.keys = keys;
        this.teams = teams;
    }

    void write(JsonGenerator json, Account account, Instant now) throws IOException {
        var id = account.id();
        var credit = credits.find(id);
        var wallet = ledger.find(id);
        json.writeFieldName("account");
        AccountBody.write(json, account, credit);
        json.writeFieldName("alerts");
        AlertsBody.write(json, alerts.find(id), Optional.empty());
        json.writeFieldName("auto_top_up");
        AutoTopUpBody.write(json, autoTopUps.find(id), now);
        json.writeFieldName("wallet");
        if (wallet.isPresent()) {
            WalletBody.write(json, wallet.get(), credit, rules, now);
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("keys");
        for (var used : keys.list(id)) {
            KeyBody.write(json, used, now);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("teams");
        for (var team : teams.list(id)) {
            TeamBody.write(json, id, team);
        }
        json.writeEndArray();
    }
}
