package ai.tierup.domain.canary;

import ai.tierup.domain.conversation.JsonText;
import org.jspecify.annotations.Nullable;

/** Checks whether what a model wrote has the form that was ordered. */
public interface AnswerForm {

    /**
     * Returns whether {@code text} is a JSON object that follows the schema.
     *
     * @param schema null if none was given
     */
    boolean isObject(String text, @Nullable JsonText schema);
}
