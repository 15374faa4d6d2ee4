package ai.tierup.domain.alert;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of alerts. Stored and sent by their public names, which never change. */
public enum AlertType {
    LOW_BALANCE("balance.low"),
    BUDGET_REACHED("budget.reached"),
    NEW_NETWORK("session.new_network"),
    KEY_REVOKED("key.revoked");

    private final String publicName;

    AlertType(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    public static Optional<AlertType> named(String publicName) {
        return Arrays.stream(values())
                .filter(type -> type.publicName.equals(publicName))
                .findFirst();
    }
}
