package ai.tierup.domain.conversation;

/** Why an answer ended, in OpenAI's words. */
public enum FinishReason {
    STOP("stop"),
    LENGTH("length"),
    TOOL_CALLS("tool_calls"),
    CONTENT_FILTER("content_filter");

    private final String publicName;

    FinishReason(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }
}
