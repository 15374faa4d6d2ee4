package ai.tierup.dynamodb;

import ai.tierup.domain.account.Window;

/** The names of the windows of a key's limits in stored items. */
final class WindowNames {

    private WindowNames() {}

    /** What the key has spent, in the wallet. Short, because it stands there once a key. */
    static String spent(Window window) {
        return switch (window) {
            case DAY -> "d";
            case MONTH -> "m";
        };
    }

    /** What the key may spend, in the key's own item. */
    static String limit(Window window) {
        return switch (window) {
            case DAY -> "dailyLimit";
            case MONTH -> "monthlyBudget";
        };
    }
}
