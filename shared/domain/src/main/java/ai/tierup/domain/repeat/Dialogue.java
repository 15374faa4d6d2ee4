package ai.tierup.domain.repeat;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a conversation when a model is asked.
 *
 * @param sessionTag stands for the conversation in upstream requests, also as it grows; null if it is not known
 * @param lastCandidate name of the candidate that read the repeated part last; null if nothing is known to be repeated
 */
public record Dialogue(
        @Nullable String sessionTag, @Nullable String lastCandidate) {

    public static final Dialogue UNKNOWN = new Dialogue(null, null);
}
