package ai.tierup.anthropic;

import ai.tierup.domain.id.ToolCallIds;

/** Shows our ids of tool calls as {@code toolu_…} instead of {@code call_…}. A conversation may thus change between the APIs. */
final class ToolUseIds {

    private static final String OURS = "call_";
    private static final String SHOWN = "toolu_";

    private ToolUseIds() {}

    static String shown(String id) {
        return id.startsWith(OURS) ? SHOWN + id.substring(OURS.length()) : id;
    }

    /** Returns our id, or {@code shown} itself if we did not issue it. */
    static String ours(String shown) {
        if (!shown.startsWith(SHOWN)) {
            return shown;
        }
        var id = OURS + shown.substring(SHOWN.length());
        return ToolCallIds.isOurs(id) ? id : shown;
    }
}
