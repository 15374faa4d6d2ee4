package ai.tierup.functions.support.observability;

import java.io.IOException;

/** Ends an invocation whose failure has been reported already, so that the runtime cuts the connection and raises no second alarm. */
public final class ReportedException extends IOException {

    private static final long serialVersionUID = 1;

    public ReportedException(String message) {
        super(message);
    }
}
