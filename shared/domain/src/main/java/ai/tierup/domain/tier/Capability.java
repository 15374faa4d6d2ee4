package ai.tierup.domain.tier;

import java.util.Arrays;
import java.util.Optional;

/** A feature that a request may need beyond text. */
public enum Capability {
    TOOLS("tools"),
    JSON_SCHEMA("json_schema"),
    VISION("vision"),
    REASONING_EFFORT("reasoning_effort");

    private final String publicName;

    Capability(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    public static Optional<Capability> named(String publicName) {
        return Arrays.stream(values())
                .filter(capability -> capability.publicName.equals(publicName))
                .findFirst();
    }
}
