package ai.tierup.functions.support.gateway;

import ai.tierup.domain.id.RequestId;
import java.io.OutputStream;

/** Answers that write into a stream, for the tests of other packages. */
public final class TestAnswers {

    private TestAnswers() {}

    public static HttpAnswer into(OutputStream out, AnswerFormat format, RequestId id) {
        return new HttpAnswer(format.into(out), id);
    }
}
