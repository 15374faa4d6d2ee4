package ai.tierup.openai.responses;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import java.util.List;

/** An item of a request's input that a model is told of. */
sealed interface InputItem {

    /** A message of the assistant, or one to it. */
    record Said(Message.Role role, List<Part.Content> content) implements InputItem {

        public Said {
            content = List.copyOf(content);
        }
    }

    /**
     * A call of a tool.
     *
     * @param name the name by which models know the tool
     * @param arguments JSON as the model wrote it; may be invalid
     */
    record Called(String callId, String name, String arguments) implements InputItem {}

    /**
     * The assistant's reasoning before what follows.
     *
     * @param sealedState the state that an answer had, which may be ours
     */
    record Reasoned(String sealedState) implements InputItem {}

    /** The output of a call, wherever it stands in the input. */
    record Returned(String callId, List<Part.Content> content) implements InputItem {

        public Returned {
            content = List.copyOf(content);
        }
    }
}
