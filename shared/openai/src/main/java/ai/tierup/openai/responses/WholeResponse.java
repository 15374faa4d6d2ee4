package ai.tierup.openai.responses;

import ai.tierup.api.JsonBytes;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.api.inference.WholeAnswerWriter;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;

/** Collects the deltas of an answer and writes them as one response. */
final class WholeResponse implements WholeAnswerWriter {

    private final ResponseObject response;
    private final Output output;
    private final AnswerMemory memory;

    WholeResponse(AnswerHead head, AnswerForm form, AnswerMemory memory) {
        this.response = new ResponseObject(head, form);
        this.output = new Output(head.id(), form);
        this.memory = memory;
    }

    @Override
    public void add(AnswerDelta delta) {
        output.add(delta);
    }

    @Override
    public byte[] finish(AnswerEnd end) {
        output.keepIn(memory);
        return JsonBytes.of(json -> response.writeFinished(json, output.items(), end));
    }
}
