package ai.tierup.domain.alert;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of alerts. Stored and sent by their public names, which never change. */
public enum AlertType {
    LOW_BALANCE("balance.low"),
    BUDGET_REACHED("budget.reached"),
    NEW_NETWORK("session.new_network"),
    KEY_REVOKED("key.revoked"),
    AUTO_TOP_UP_PAUSED("auto_top_up.paused");

    private final String publicName;

    AlertType(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    /** Returns whether a customer is told by mail without having asked for it. */
    boolean isUrgent() {
        return this == AUTO_TOP_UP_PAUSED;
    }

    public static Optional<AlertType> named(String publicName) {
        return Arrays.stream(values())
                .filter(type -> type.publicName.equals(publicName))
                .findFirst();
    }
}
