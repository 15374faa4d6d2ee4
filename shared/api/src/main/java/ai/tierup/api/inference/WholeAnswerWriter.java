package ai.tierup.api.inference;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;

/** Collects one answer and writes it as one JSON document. Not safe for concurrent use. */
public interface WholeAnswerWriter {

    void add(AnswerDelta delta);

    byte[] finish(AnswerEnd end);
}
