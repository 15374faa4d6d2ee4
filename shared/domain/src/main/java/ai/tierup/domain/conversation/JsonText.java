package ai.tierup.domain.conversation;

/**
 * A JSON value that a public API has validated; the domain only measures it and passes it on.
 *
 * @param text compact JSON
 */
public record JsonText(String text) {

    @Override
    public String toString() {
        return text;
    }
}
