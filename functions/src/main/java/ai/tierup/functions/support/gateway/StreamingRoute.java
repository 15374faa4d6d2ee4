package ai.tierup.functions.support.gateway;

import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.id.RequestIds;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What all streaming routes have in common: an id for each request, and an error for whatever goes wrong. */
@Singleton
public final class StreamingRoute {

    private final AnswerFormat format;
    private final RequestIds requestIds;
    private final Failures failures;

    StreamingRoute(AnswerFormat format, RequestIds requestIds, Failures failures) {
        this.format = format;
        this.requestIds = requestIds;
        this.failures = failures;
    }

    /** Lets {@code endpoint} answer an event of API Gateway. Never throws. */
    public void answer(InputStream event, OutputStream output, Deadline deadline, StreamingEndpoint endpoint) {
        var out = format.into(output);
        var answer = new HttpAnswer(out, requestIds.next());
        try {
            endpoint.answer(GatewayEventReader.read(event), answer, deadline);
        } catch (IOException | RuntimeException e) {
            answer.error(failures.report(e, answer.id().publicName()));
        }
        out.end();
    }
}
