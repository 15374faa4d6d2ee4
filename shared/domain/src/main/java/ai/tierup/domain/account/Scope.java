package ai.tierup.domain.account;

import java.util.Arrays;
import java.util.Optional;

/** A right of a key. A new key has the first two. */
public enum Scope {
    INFERENCE("inference"),
    ACCOUNT_READ("account:read"),
    ACCOUNT_WRITE("account:write");

    private final String publicName;

    Scope(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    public static Optional<Scope> named(String publicName) {
        return Arrays.stream(values())
                .filter(scope -> scope.publicName.equals(publicName))
                .findFirst();
    }
}
