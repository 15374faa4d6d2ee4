package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/** The store of sessions. */
public interface Sessions {

    /** @param hash {@link SessionToken#hash} */
    void add(String hash, Session session);

    /** Returns the session with this hash, unless it has ended. It may have expired. */
    Optional<Session> find(String hash);

    /** Ends one session, if it has not ended yet. */
    void end(String hash);

    /** Ends all sessions of the account that began at {@code now} or before. An earlier time than that of another call changes nothing. */
    void endAll(AccountId account, Instant now);

    /** Ends all sessions of a deleted account, also those that begin later or by a clock that is ahead. */
    void endForGood(AccountId account, Instant now);
}
