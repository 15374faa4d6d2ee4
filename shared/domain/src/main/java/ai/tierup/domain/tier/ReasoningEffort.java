package ai.tierup.domain.tier;

import java.util.Arrays;
import java.util.Optional;

/** The amount of reasoning requested before an answer, in ascending order. */
public enum ReasoningEffort {
    NONE("none"),
    MINIMAL("minimal"),
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high"),
    VERY_HIGH("xhigh"),
    MAX("max");

    private final String publicName;

    ReasoningEffort(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    public static Optional<ReasoningEffort> named(String publicName) {
        return Arrays.stream(values())
                .filter(effort -> effort.publicName.equals(publicName))
                .findFirst();
    }
}
