package ai.tierup.simulators.upstream;

import java.io.IOException;

/** Thrown by the handler to leave an answer incomplete. Closing the exchange would end the body as if it were complete. */
final class ConnectionCut extends IOException {
    private static final long serialVersionUID = 1L;
}
