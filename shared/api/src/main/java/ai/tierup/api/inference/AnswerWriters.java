package ai.tierup.api.inference;

import ai.tierup.domain.answer.AnswerHead;

/** Makes the writer of one request's answer, once the answer begins. */
public interface AnswerWriters {

    StreamedAnswerWriter streamed(AnswerHead head);

    WholeAnswerWriter whole(AnswerHead head);
}
