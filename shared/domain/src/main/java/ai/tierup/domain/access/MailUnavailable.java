package ai.tierup.domain.access;

/** A mail could not be sent. */
public final class MailUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MailUnavailable(String message) {
        super(message);
    }

    public MailUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
