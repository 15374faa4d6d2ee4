package ai.tierup.functions.keys;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.KeyErrors;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.keys.ChangeKey;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.ListKeys;
import ai.tierup.domain.keys.RevokeKey;
import ai.tierup.domain.keys.UsedKey;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.ListBody;
import ai.tierup.functions.support.gateway.PageQuery;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates, lists, changes and revokes the keys of an account. */
@Singleton
final class KeyEndpoints {

    private final ListKeys keys;
    private final Teams teams;
    private final CreateKey createKey;
    private final ChangeKey changeKey;
    private final RevokeKey revokeKey;
    private final InstantSource clock;
    private final Routes routes;

    KeyEndpoints(
            ListKeys keys,
            Teams teams,
            CreateKey createKey,
            ChangeKey changeKey,
            RevokeKey revokeKey,
            InstantSource clock,
            Authenticator authenticator) {
        this.keys = keys;
        this.teams = teams;
        this.createKey = createKey;
        this.changeKey = changeKey;
        this.revokeKey = revokeKey;
        this.clock = clock;
        this.routes = Routes.of(
                Route.get("/v1/keys", authenticator.requiring(Scope.ACCOUNT_READ, this::list)),
                Route.post("/v1/keys", authenticator.requiring(Scope.ACCOUNT_WRITE, this::create)),
                Route.get("/v1/keys/{id}", authenticator.requiring(Scope.ACCOUNT_READ, this::find)),
                Route.patch("/v1/keys/{id}", authenticator.requiring(Scope.ACCOUNT_WRITE, this::change)),
                Route.delete("/v1/keys/{id}", authenticator.requiring(Scope.ACCOUNT_WRITE, this::revoke)));
    }

    Routes routes() {
        return routes;
    }

    private Reply list(GatewayRequest request, Caller caller) {
        return switch (PageQuery.read(request, KeyId::parse)) {
            case PageQuery.Invalid<KeyId>(var error) -> Reply.error(error);
            case PageQuery.Page<KeyId>(var limit, var before) -> {
                var all = keys.list(caller.account());
                yield from(all, before)
                        .map(rest -> page(rest, limit))
                        .orElseGet(() -> Reply.error(PageQuery.invalidCursor()));
            }
        };
    }

    /** Returns what follows the key {@code before}, or empty if the account has no such key. */
    private static Optional<List<UsedKey>> from(List<UsedKey> all, @Nullable KeyId before) {
        if (before == null) {
            return Optional.of(all);
        }
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).listed().key().id().equals(before)) {
                return Optional.of(all.subList(i + 1, all.size()));
            }
        }
        return Optional.empty();
    }

    private Reply page(List<UsedKey> rest, int limit) {
        var now = clock.instant();
        return ListBody.page(
                rest,
                limit,
                (json, used) -> KeyBody.write(json, used, now),
                used -> used.listed().key().id().value());
    }

    private Reply find(GatewayRequest request, Caller caller) {
        return id(request)
                .flatMap(id -> keys.find(caller.account(), id))
                .map(this::reply)
                .orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    private Reply create(GatewayRequest request, Caller caller) {
        return withFields(request, caller, fields -> switch (createKey.create(
                caller.requester(), caller.account(), fields.name(), fields.rights())) {
            case CreateKey.Outcome.Refused(var reason) -> Reply.error(KeyErrors.of(reason));
            case CreateKey.Outcome.Created(var secret, var key) -> {
                var now = clock.instant();
                yield Reply.json(json -> KeyBody.write(json, UsedKey.unused(new ListedKey(key, null)), secret, now));
            }
        });
    }

    private Reply change(GatewayRequest request, Caller caller) {
        return id(request)
                .map(id -> withFields(request, caller, fields -> switch (changeKey.change(
                        caller.requester(),
                        caller.account(),
                        id,
                        key -> key.named(fields.nameOr(key.name())).with(fields.rightsOr(key.rights())))) {
                    case ChangeKey.Outcome.Refused(var reason) -> Reply.error(KeyErrors.of(reason));
                    case ChangeKey.Outcome.Changed(var key) -> reply(keys.withUse(new ListedKey(key, null)));
                }))
                .orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    private Reply withFields(GatewayRequest request, Caller caller, Function<KeyFields, Reply> action) {
        return action.apply(
                KeyFields.of(request.jsonBody(), clock.instant(), name -> teams.find(caller.account(), name)));
    }

    private Reply revoke(GatewayRequest request, Caller caller) {
        return id(request)
                .map(id -> switch (revokeKey.revoke(caller.requester(), caller.account(), id)) {
                    case RevokeKey.Outcome.Refused(var reason) -> Reply.error(KeyErrors.of(reason));
                    case RevokeKey.Outcome.Revoked(var listed) -> reply(keys.withUse(listed));
                })
                .orElseGet(() -> Reply.error(ApiErrors.notFound()));
    }

    private Reply reply(UsedKey used) {
        var now = clock.instant();
        return Reply.json(json -> KeyBody.write(json, used, now));
    }

    private static Optional<KeyId> id(GatewayRequest request) {
        return KeyId.parse(request.pathParameters().getOrDefault("id", ""));
    }
}
