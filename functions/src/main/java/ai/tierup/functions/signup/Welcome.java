package ai.tierup.functions.signup;

import ai.tierup.domain.access.OpenedAccount;
import ai.tierup.domain.access.StartSession;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.keys.CreateKey;
import ai.tierup.domain.keys.Requester;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives whoever has proved to own a mailbox a session, and a new account its first key. */
@Singleton
final class Welcome {

    private static final String FIRST_KEY = "first";

    /** A key that leaks from a program cannot change the account. */
    private static final KeyRights FIRST_RIGHTS = new KeyRights(
            EnumSet.of(Scope.INFERENCE, Scope.ACCOUNT_READ), null, KeyLimits.NONE, null, null, PaceLimits.NONE);

    private final StartSession startSession;
    private final CreateKey createKey;
    private final AuditTrail trail;

    Welcome(StartSession startSession, CreateKey createKey, AuditTrail trail) {
        this.startSession = startSession;
        this.createKey = createKey;
        this.trail = trail;
    }

    /** @param firstKey null if the account existed before */
    record Welcomed(AccountId account, CreateKey.Outcome.@Nullable Created firstKey, StartSession.Started session) {}

    Welcomed to(OpenedAccount opened, Optional<Network> network) {
        var account = opened.account();
        var firstKey = opened.isNew() ? firstKey(account, new Origin(Actor.SESSION, network.orElse(null))) : null;
        return new Welcomed(account, firstKey, startSession.start(account, network));
    }

    private CreateKey.Outcome.Created firstKey(AccountId account, Origin origin) {
        trail.record(origin, account, AuditAction.ACCOUNT_OPENED, account.value());
        return switch (createKey.create(new Requester(origin, KeyRights.ALL), account, FIRST_KEY, FIRST_RIGHTS)) {
            case CreateKey.Outcome.Created created -> created;
            case CreateKey.Outcome.Refused(var reason) ->
                throw new IllegalStateException("A key without limits was refused: " + reason);
        };
    }
}
