package ai.tierup.dynamodb;

import ai.tierup.domain.account.Window;

/** The attribute names for the windows of a key's limits. */
final class WindowAttributes {

    private WindowAttributes() {}

    /** The attribute of a key's spending in the wallet. Short, because every key adds to the wallet's size. */
    static String spent(Window window) {
        return switch (window) {
            case DAY -> "d";
            case MONTH -> "m";
        };
    }

    /** The attribute of a limit in the key's item. */
    static String limit(Window window) {
        return switch (window) {
            case DAY -> "dailyLimit";
            case MONTH -> "monthlyBudget";
        };
    }
}
