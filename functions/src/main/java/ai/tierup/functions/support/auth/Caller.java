package ai.tierup.functions.support.auth;

import ai.tierup.domain.access.Session;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.keys.Requester;
import ai.tierup.functions.support.gateway.GatewayRequest;

/**
 * Whoever sent an authenticated request.
 *
 * @param origin as audit logs name the caller
 * @param rights a caller gives nobody more rights than these
 */
public record Caller(AccountId account, Origin origin, KeyRights rights) {

    /** The caller, as the use cases of keys see it. */
    public Requester requester() {
        return new Requester(origin, rights);
    }

    static Caller of(ApiKey key, GatewayRequest request) {
        var network = request.arrival().network().orElse(null);
        return new Caller(key.account(), new Origin(Actor.of(key.id()), network), key.rights());
    }

    static Caller of(Session session, GatewayRequest request) {
        var network = request.arrival().network().orElse(null);
        return new Caller(session.account(), new Origin(Actor.SESSION, network), KeyRights.ALL);
    }
}
