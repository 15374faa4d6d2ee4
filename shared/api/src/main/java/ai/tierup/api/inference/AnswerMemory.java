package ai.tierup.api.inference;

import ai.tierup.domain.id.RequestId;
import java.util.Map;
import java.util.Set;

/** What an API remembers of its answers to one account, for that account's later requests. The content is the API's own. */
public interface AnswerMemory {

    /** Remembers nothing. */
    AnswerMemory NONE = new AnswerMemory() {
        @Override
        public void keep(RequestId answer, byte[] output) {}

        @Override
        public Map<RequestId, byte[]> recall(Set<RequestId> answers) {
            return Map.of();
        }
    };

    /** Keeps the output of an answer for a day. Never throws. */
    void keep(RequestId answer, byte[] output);

    /** Returns the outputs of {@code answers}; forgotten ones are missing. */
    Map<RequestId, byte[]> recall(Set<RequestId> answers);
}
