package ai.tierup.domain.conversation;

/**
 * A JSON value validated by a public API. The domain only measures it and passes it on.
 *
 * @param text compact JSON
 */
public record JsonText(String text) {

    @Override
    public String toString() {
        return text;
    }
}
