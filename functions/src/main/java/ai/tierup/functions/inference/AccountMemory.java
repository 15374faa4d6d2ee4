package ai.tierup.functions.inference;

import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.recall.OutputMemory;
import java.util.Map;
import java.util.Set;

/** The memory of one account's answers. */
record AccountMemory(OutputMemory outputs, AccountId account) implements AnswerMemory {

    @Override
    public void keep(RequestId answer, byte[] output) {
        outputs.keep(account, answer, output);
    }

    @Override
    public Map<RequestId, byte[]> recall(Set<RequestId> answers) {
        return outputs.recall(account, answers);
    }
}
