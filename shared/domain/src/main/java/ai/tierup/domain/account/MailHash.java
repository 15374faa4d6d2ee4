package ai.tierup.domain.account;

import java.util.regex.Pattern;

/**
 * The keyed hash of a customer's normalised e-mail address, which is stored in place of the address.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record MailHash(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public MailHash {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("Not the hash of an e-mail address");
        }
    }
}
