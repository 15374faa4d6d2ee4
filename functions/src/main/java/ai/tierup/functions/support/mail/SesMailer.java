package ai.tierup.functions.support.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.access.MailUnavailable;
import ai.tierup.domain.access.Mailer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;

/** Sends mail by Amazon SES. */
public final class SesMailer implements Mailer {

    private final SesV2Client client;
    private final String sender;

    /** @param sender address or domain that SES has verified, such as {@code TierUp <no-reply@example.com>} */
    public SesMailer(SesV2Client client, String sender) {
        this.client = client;
        this.sender = sender;
    }

    @Override
    public void send(Mail mail) {
        try {
            client.sendEmail(send -> send.fromEmailAddress(sender)
                    .destination(to -> to.toAddresses(mail.to().text()))
                    .content(content -> content.simple(message ->
                            message.subject(text(mail.subject())).body(body -> body.text(text(mail.text()))))));
        } catch (SdkException e) {
            // Without the message of the cause, which can quote the address.
            throw new MailUnavailable(e.getClass().getSimpleName());
        }
    }

    private static Content text(String text) {
        return Content.builder().data(text).charset(UTF_8.name()).build();
    }
}
