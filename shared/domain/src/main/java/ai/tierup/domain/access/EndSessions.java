package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import java.time.InstantSource;

/** Ends one or all sessions of an account. Environments that have cached one refuse it when their copy expires, after at most 30 seconds. */
public final class EndSessions {

    private final Sessions sessions;
    private final AuditTrail trail;
    private final InstantSource clock;

    public EndSessions(Sessions sessions, AuditTrail trail, InstantSource clock) {
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    public void endOne(SessionToken token, AccountId account, Origin origin) {
        trail.record(origin, account, AuditAction.SIGNED_OUT, "session");
        sessions.end(token.hash());
    }

    public void endAll(AccountId account, Origin origin) {
        trail.record(origin, account, AuditAction.SIGNED_OUT_EVERYWHERE, "sessions");
        sessions.endAll(account, clock.instant());
    }

    /** Ends all sessions of a deleted account. Somebody who is signing in at the same time gets a session that has ended. */
    void endForGood(AccountId account, Origin origin) {
        trail.record(origin, account, AuditAction.SIGNED_OUT_EVERYWHERE, "sessions");
        sessions.endForGood(account, clock.instant());
    }
}
