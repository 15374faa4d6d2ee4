package ai.tierup.domain.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/** The domains of known providers of throw-away mailboxes. The list is never complete. */
public final class DisposableDomains {

    private static final String LIST = "disposable-domains.txt";

    private final Set<String> domains;

    private DisposableDomains(Set<String> domains) {
        this.domains = domains;
    }

    /** Reads the list that is shipped with the service. */
    public static DisposableDomains shipped() {
        var list = DisposableDomains.class.getResourceAsStream(LIST);
        if (list == null) {
            throw new IllegalStateException("The build lacks " + LIST);
        }
        try (var lines = new BufferedReader(new InputStreamReader(list, UTF_8))) {
            return new DisposableDomains(
                    lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(LIST + " cannot be read", e);
        }
    }

    /** Returns whether the address is at one of the domains, or at a subdomain of one. */
    public boolean contains(EmailAddress address) {
        for (var domain = address.domain(); ; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (domains.contains(domain)) {
                return true;
            }
            if (domain.indexOf('.') < 0) {
                return false;
            }
        }
    }
}
