package ai.tierup.functions.support.auth;

import ai.tierup.domain.access.Session;
import ai.tierup.domain.access.SessionToken;
import ai.tierup.domain.access.Sessions;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.keys.NoteKeyUse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the keys and sessions that are valid now, from caches that are at most 30 seconds old. */
@Singleton
final class Credentials {

    private final TimedCache<ApiKeyHash, ApiKey> keys;
    private final TimedCache<String, Session> sessions;
    private final NoteKeyUse noteKeyUse;
    private final InstantSource clock;

    Credentials(ApiKeys keys, Sessions sessions, NoteKeyUse noteKeyUse, InstantSource clock) {
        this.keys = new TimedCache<>(keys::find, clock);
        this.sessions = new TimedCache<>(sessions::find, clock);
        this.noteKeyUse = noteKeyUse;
        this.clock = clock;
    }

    /** Finds a key, and notes that it is used. A text of the wrong form or checksum costs no read. */
    Optional<ApiKey> key(String text) {
        var found = ApiKeySecret.parse(text)
                .flatMap(secret -> keys.find(secret.hash()))
                .filter(key -> key.isValidAt(clock.instant()));
        found.ifPresent(noteKeyUse::note);
        return found;
    }

    /** Finds a session. A text of the wrong form costs no read. */
    Optional<Session> session(String text) {
        return SessionToken.parse(text)
                .flatMap(token -> sessions.find(token.hash()))
                .filter(session -> session.isValidAt(clock.instant()));
    }
}
