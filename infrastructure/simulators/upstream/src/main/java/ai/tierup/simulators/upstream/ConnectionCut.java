package ai.tierup.simulators.upstream;

import java.io.IOException;

/** Leaves an answer unfinished. Thrown out of the handler, since closing the exchange would end the body in good order. */
final class ConnectionCut extends IOException {
    private static final long serialVersionUID = 1L;
}
