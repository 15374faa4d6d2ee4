package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.audit.Origin;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Starts a session for somebody who has proved to be the owner of an account. */
public final class StartSession {

    private final Sessions sessions;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    public StartSession(Sessions sessions, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
        this.random = random;
    }

    /** @param token the only copy of the session's secret; it cannot be shown again */
    public record Started(SessionToken token, Session session) {}

    public Started start(AccountId account, Optional<Network> network) {
        var token = SessionToken.draw(random);
        var session = new Session(account, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        trail.record(new Origin(Actor.SESSION, network.orElse(null)), account, AuditAction.SIGNED_IN, "session");
        sessions.add(token.hash(), session);
        return new Started(token, session);
    }
}
