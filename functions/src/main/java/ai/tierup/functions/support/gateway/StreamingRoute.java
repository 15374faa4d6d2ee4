package ai.tierup.functions.support.gateway;

import ai.tierup.api.BadRequest;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.functions.support.observability.ReportedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The common part of all streaming routes. It gives each request an id, and turns exceptions into errors. */
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

    /**
     * Answers an event of API Gateway through {@code endpoint}.
     *
     * @throws ReportedException if the answer broke off after it had begun, so that the runtime cuts the connection
     */
    public void answer(InputStream event, OutputStream output, Deadline deadline, StreamingEndpoint endpoint)
            throws IOException {
        var out = format.into(output);
        var answer = new HttpAnswer(out, requestIds.next());
        try {
            endpoint.answer(GatewayEventReader.read(event), answer, deadline);
        } catch (BadRequest e) {
            answer.error(e.error());
        } catch (IOException | RuntimeException e) {
            if (answer.hasBegun()) {
                answer.breakOff();
            }
            answer.error(failures.report(e, answer.id().publicName()));
        }
        if (answer.isBrokenOff()) {
            throw new ReportedException("the answer broke off");
        }
        out.end();
    }
}
