package ai.tierup.functions.support.mail;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.access.MailUnavailable;
import ai.tierup.domain.access.Mailer;

/** The mailer of a service without a sender of mail. */
public final class NoMailer implements Mailer {

    @Override
    public void send(Mail mail) {
        throw new MailUnavailable("TIERUP_MAIL_FROM is not set");
    }

    @Override
    public boolean isSetUp() {
        return false;
    }
}
