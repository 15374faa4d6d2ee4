package ai.tierup.dynamodb;

import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The attribute names for the windows of the limits of keys and teams. */
final class WindowAttributes {

    private WindowAttributes() {}

    /** The attribute of a key's spending in the wallet. Short, because every key adds to the wallet's size. */
    static String spent(Window window) {
        return switch (window) {
            case DAY -> "d";
            case MONTH -> "m";
        };
    }

    /** The attribute of a limit in the item of a key or a team. */
    private static String limit(Window window) {
        return switch (window) {
            case DAY -> "dailyLimit";
            case MONTH -> "monthlyBudget";
        };
    }

    static void putLimits(EnhancedDocument.Builder item, KeyLimits limits) {
        limits.amounts().forEach((window, limit) -> item.putNumber(limit(window), limit.nanoUsd()));
    }

    static KeyLimits limits(EnhancedDocument item) {
        var limits = new EnumMap<Window, Money>(Window.class);
        for (var window : Window.values()) {
            if (item.isPresent(limit(window))) {
                limits.put(window, new Money(Documents.number(item, limit(window))));
            }
        }
        return new KeyLimits(limits);
    }
}
