package ai.tierup.domain.access;

/** The port to whoever delivers mail. */
public interface Mailer {

    /** @throws MailUnavailable if the mail was not accepted */
    void send(Mail mail);
}
