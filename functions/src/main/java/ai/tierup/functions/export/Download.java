package ai.tierup.functions.export;

import ai.tierup.domain.answer.Deadline;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;

/** Sends a file to a caller. */
interface Download {

    void send(GatewayRequest request, Caller caller, HttpAnswer answer, Deadline deadline);
}
