package ai.tierup.domain.conversation;

/**
 * A JSON value that a skin has validated and the domain only measures and passes on.
 *
 * @param text compact JSON
 */
public record JsonText(String text) {

    @Override
    public String toString() {
        return text;
    }
}
