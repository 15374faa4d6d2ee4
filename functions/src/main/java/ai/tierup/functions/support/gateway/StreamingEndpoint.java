package ai.tierup.functions.support.gateway;

import ai.tierup.domain.answer.Deadline;

/** Answers the requests of streaming routes. */
@FunctionalInterface
public interface StreamingEndpoint {

    void answer(GatewayRequest request, HttpAnswer answer, Deadline deadline);
}
