package ai.tierup.domain.account;

import java.net.IDN;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An e-mail address to which mail can be sent.
 *
 * @param local the part before the {@code @}, as it was written
 * @param domain in lower case and in ASCII, so {@code bücher.example} becomes {@code xn--bcher-kva.example}
 */
public record EmailAddress(String local, String domain) {

    /** The longest address that mail servers accept (RFC 5321). */
    private static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_LENGTH = 64;

    /** Quoted local parts and those outside ASCII are left out, because many mail servers refuse them. */
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    private static final String GMAIL = "gmail.com";

    /** Domains of one provider under which a mailbox has the same name. */
    private static final Map<String, String> SAME_MAILBOX = Map.of(
            "googlemail.com", GMAIL,
            "pm.me", "proton.me",
            "protonmail.com", "proton.me",
            "protonmail.ch", "proton.me",
            "me.com", "icloud.com",
            "mac.com", "icloud.com",
            "ya.ru", "yandex.ru",
            "yandex.com", "yandex.ru");

    /** Providers that deliver {@code name+anything} to {@code name}. */
    private static final Set<String> PLUS_TAGS = Set.of(
            GMAIL,
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "icloud.com",
            "proton.me",
            "fastmail.com",
            "fastmail.fm",
            "yandex.ru",
            "zoho.com",
            "gmx.com",
            "gmx.net",
            "gmx.de",
            "mailbox.org",
            "posteo.de",
            "hey.com");

    /** Parses an address as a person writes it; empty if mail cannot be sent to it. */
    public static Optional<EmailAddress> parse(String text) {
        var address = text.strip();
        var at = address.lastIndexOf('@');
        if (at < 1
                || at > MAX_LOCAL_LENGTH
                || !LOCAL.matcher(address.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return asciiDomain(address.substring(at + 1))
                .map(domain -> new EmailAddress(address.substring(0, at), domain))
                .filter(parsed -> parsed.text().length() <= MAX_LENGTH);
    }

    private static Optional<String> asciiDomain(String domain) {
        if (domain.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT))
                    .filter(ascii -> DOMAIN.matcher(ascii).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address as mail is sent to it. */
    public String text() {
        return local + "@" + domain;
    }

    /**
     * The form that all spellings of a mailbox share: lower case, and for the large providers without dots and tags that do not change the
     * mailbox, and with one of their domains. Mail is never sent to it.
     */
    public String mailbox() {
        var provider = SAME_MAILBOX.getOrDefault(domain, domain);
        var name = local.toLowerCase(Locale.ROOT);
        var plus = name.indexOf('+');
        if (plus > 0 && PLUS_TAGS.contains(provider)) {
            name = name.substring(0, plus);
        }
        return (provider.equals(GMAIL) ? name.replace(".", "") : name) + "@" + provider;
    }

    @Override
    public String toString() {
        return "an e-mail address at " + domain;
    }
}
