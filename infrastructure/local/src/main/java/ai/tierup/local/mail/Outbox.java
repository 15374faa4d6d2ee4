package ai.tierup.local.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.access.MailUnavailable;
import ai.tierup.domain.access.Mailer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;

/** Appends mail to a text file in place of sending it. */
public final class Outbox implements Mailer {

    private static final String SEPARATOR = "-".repeat(72) + "\n";

    private final Path file;
    private final InstantSource clock;
    private final Consumer<Mail> sent;

    /** @param sent is told of each mail */
    public Outbox(Path file, InstantSource clock, Consumer<Mail> sent) {
        this.file = file;
        this.clock = clock;
        this.sent = sent;
    }

    @Override
    public synchronized void send(Mail mail) {
        var entry = "Date: %s\nTo: %s\nSubject: %s\n\n%s%s"
                .formatted(clock.instant(), mail.to().text(), mail.subject(), mail.text(), SEPARATOR);
        try {
            Files.writeString(file, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new MailUnavailable("the outbox is not writable", e);
        }
        sent.accept(mail);
    }

    /** Returns all mail as plain text, the newest first. */
    public byte[] page() throws IOException {
        var entries = Files.exists(file) ? Files.readString(file).split(SEPARATOR, -1) : new String[0];
        if (entries.length < 2) {
            return "No mail was sent yet.\n".getBytes(UTF_8);
        }
        var newestFirst = Arrays.asList(entries).subList(0, entries.length - 1).reversed();
        return (String.join(SEPARATOR, newestFirst) + SEPARATOR).getBytes(UTF_8);
    }
}
