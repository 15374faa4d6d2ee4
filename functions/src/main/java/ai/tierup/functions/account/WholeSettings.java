package ai.tierup.functions.account;

import ai.tierup.api.Field;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Shows and changes the settings of an account that are replaced as a whole: which tiers it gets for models of other vendors, and whether the
 * outputs of its responses are kept for a day ({@code {"store":false}}).
 */
@Singleton
final class WholeSettings {

    private final AuditTrail trail;
    private final Authenticator authenticator;
    private final Routes routes;

    WholeSettings(Accounts accounts, AuditTrail trail, Authenticator authenticator) {
        this.trail = trail;
        this.authenticator = authenticator;
        this.routes = routes(
                        "models",
                        AuditAction.MODELS_CHANGED,
                        new Setting<ModelAliases>(
                                accounts::modelAliases,
                                accounts::setModelAliases,
                                ModelAliasFields::read,
                                ModelAliasesBody::write))
                .and(routes(
                        "responses",
                        AuditAction.RESPONSES_CHANGED,
                        new Setting<Boolean>(
                                accounts::keepsOutputs,
                                accounts::setKeepsOutputs,
                                WholeSettings::readStore,
                                ResponseSettingsBody::write)));
    }

    /** How a setting is stored, read from a body and written to one. */
    private record Setting<T>(
            Function<AccountId, T> find, BiConsumer<AccountId, T> store, Function<JsonNode, T> read, Writer<T> writer) {

        Reply reply(T value) {
            return Reply.json(json -> writer.write(json, value));
        }
    }

    private interface Writer<T> {

        void write(JsonGenerator json, T value) throws IOException;
    }

    Routes routes() {
        return routes;
    }

    /** @param name the last part of the path, and the target in the audit log */
    private <T> Routes routes(String name, AuditAction changed, Setting<T> setting) {
        var path = "/v1/account/" + name;
        return Routes.of(
                Route.get(
                        path,
                        authenticator.requiring(
                                Scope.ACCOUNT_READ,
                                (request, caller) ->
                                        setting.reply(setting.find().apply(caller.account())))),
                Route.put(
                        path,
                        authenticator.requiring(
                                Scope.ACCOUNT_WRITE,
                                (request, caller) -> change(request, caller, name, changed, setting))));
    }

    private <T> Reply change(
            GatewayRequest request, Caller caller, String name, AuditAction changed, Setting<T> setting) {
        var value = setting.read().apply(request.jsonBody());
        trail.record(caller.origin(), caller.account(), changed, name);
        setting.store().accept(caller.account(), value);
        return setting.reply(value);
    }

    private static boolean readStore(JsonNode body) {
        var fields = new Field(body, "");
        fields.requireOnly(Set.of(ResponseSettingsBody.STORE), "Send \"store\" only.");
        return fields.at(ResponseSettingsBody.STORE).bool();
    }
}
