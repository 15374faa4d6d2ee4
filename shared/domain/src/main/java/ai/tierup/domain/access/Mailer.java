package ai.tierup.domain.access;

/** The port to whoever delivers mail. */
public interface Mailer {

    /** @throws MailUnavailable if the mail was not accepted */
    void send(Mail mail);

    /** Returns false if the service has no sender of mail, so that nobody can sign up. */
    default boolean isSetUp() {
        return true;
    }
}
