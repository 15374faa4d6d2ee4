package ai.tierup.api.inference;

import ai.tierup.domain.answer.AnswerHead;

/** Creates the writer of a request's answer when the answer begins. */
public interface AnswerWriters {

    StreamedAnswerWriter streamed(AnswerHead head);

    WholeAnswerWriter whole(AnswerHead head);
}
