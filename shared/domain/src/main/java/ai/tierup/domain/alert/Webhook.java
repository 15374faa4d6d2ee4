package ai.tierup.domain.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where alerts are posted, and the secret that signs them. */
public record Webhook(URI address, WebhookSecret secret) {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_HOST_LENGTH = 253;
    private static final int HTTPS_PORT = 443;
    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");

    /** A name with a top-level domain, so neither {@code localhost} nor an address in digits. */
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /**
     * Parses the address of a webhook: https, at the default port, of a host that is a name, without user information and fragment. Empty
     * for any other text. Whether the name has public addresses is checked at each call.
     */
    public static Optional<URI> parseAddress(String text) {
        if (text.length() > MAX_LENGTH || !PRINTABLE_ASCII.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text)).filter(Webhook::isAllowed);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isAllowed(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                && isName(address.getHost())
                && (address.getPort() < 0 || address.getPort() == HTTPS_PORT)
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null;
    }

    private static boolean isName(@Nullable String host) {
        return host != null
                && host.length() <= MAX_HOST_LENGTH
                && HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
