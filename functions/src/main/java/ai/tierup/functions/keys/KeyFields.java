package ai.tierup.functions.keys;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.tier.TierId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a key in a request. A field that is missing keeps its value. Null removes a limit. An unknown field is refused, because a
 * misspelt limit would otherwise be no limit.
 */
final class KeyFields {

    private static final int MAX_NAME_LENGTH = 100;
    private static final int LAST_YEAR = 9999;
    private static final String NAME = "name";
    private static final String SCOPES = "scopes";
    private static final String ALLOWED_TIERS = "allowed_tiers";
    private static final String EXPIRES_AT = "expires_at";
    private static final String TEAM = "team";
    private static final Set<String> KNOWN = known();

    /** The rights of a new key without any field. */
    private static final KeyRights DEFAULT = new KeyRights(
            EnumSet.of(Scope.INFERENCE, Scope.ACCOUNT_READ), null, KeyLimits.NONE, null, null, PaceLimits.NONE);

    private final JsonNode json;
    private final Field fields;
    private final Instant now;

    private final Function<TeamName, Optional<Team>> teams;

    private KeyFields(JsonNode json, Instant now, Function<TeamName, Optional<Team>> teams) {
        this.json = json;
        this.fields = new Field(json, "");
        this.now = now;
        this.teams = teams;
    }

    private static Set<String> known() {
        var known = new TreeSet<>(Set.of(NAME, SCOPES, ALLOWED_TIERS, EXPIRES_AT, TEAM));
        known.addAll(LimitFields.names());
        known.addAll(PaceFields.names());
        return known;
    }

    /**
     * Returns the fields of a body.
     *
     * @param teams finds a team of the account
     * @throws BadRequest if the body has other fields
     */
    static KeyFields of(JsonNode json, Instant now, Function<TeamName, Optional<Team>> teams) {
        LimitFields.requireOnly(KNOWN, json);
        return new KeyFields(json, now, teams);
    }

    /** @throws BadRequest if the name is missing or invalid */
    String name() {
        var name = fields.at(NAME).text(MAX_NAME_LENGTH);
        if (name.isBlank()) {
            throw fields.at(NAME).invalid("Send a name that is not blank.");
        }
        return name;
    }

    /** @throws BadRequest if the name is invalid */
    String nameOr(String current) {
        return json.has(NAME) ? name() : current;
    }

    /** @throws BadRequest if a field is invalid */
    KeyRights rights() {
        return rightsOr(DEFAULT);
    }

    /** @throws BadRequest if a field is invalid */
    KeyRights rightsOr(KeyRights current) {
        return new KeyRights(
                json.has(SCOPES) ? scopes() : current.scopes(),
                json.has(ALLOWED_TIERS) ? tiers() : current.allowedTiers(),
                LimitFields.read(json, current.limits()),
                json.has(EXPIRES_AT) ? expiresAt() : current.expiresAt(),
                json.has(TEAM) ? team() : current.team(),
                PaceFields.read(json, current.pace()));
    }

    private Set<Scope> scopes() {
        var scopes = named(fields.at(SCOPES), Scope.values(), Scope::publicName);
        if (scopes.isEmpty()) {
            throw fields.at(SCOPES).invalid("Send at least one scope. To end a key, revoke it.");
        }
        return scopes;
    }

    private @Nullable Set<TierId> tiers() {
        var tiers = fields.at(ALLOWED_TIERS);
        return tiers.isPresent() ? named(tiers, TierId.values(), TierId::publicName) : null;
    }

    private static <T> Set<T> named(Field field, T[] values, Function<T, String> publicName) {
        var names = new TreeSet<String>();
        Arrays.stream(values).map(publicName).forEach(names::add);
        var given = new TreeSet<String>();
        field.elements(values.length, element -> given.add(element.oneOf(names)));
        return Arrays.stream(values)
                .filter(value -> given.contains(publicName.apply(value)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable Team team() {
        var field = fields.at(TEAM);
        if (!field.isPresent()) {
            return null;
        }
        return TeamName.parse(field.text())
                .flatMap(teams)
                .orElseThrow(
                        () -> field.invalid(
                                "The account has no such team. Add it with PUT /v1/teams/{name}, or send null for a key without a team."));
    }

    private @Nullable Instant expiresAt() {
        var field = fields.at(EXPIRES_AT);
        if (!field.isPresent()) {
            return null;
        }
        var advice =
                "Send a time in the future as RFC 3339, such as 2030-01-31T00:00:00Z, or null for a key that does not expire.";
        try {
            var time = OffsetDateTime.parse(field.text());
            if (time.getYear() > LAST_YEAR || !time.toInstant().isAfter(now)) {
                throw field.invalid(advice);
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw field.invalid(advice);
        }
    }
}
