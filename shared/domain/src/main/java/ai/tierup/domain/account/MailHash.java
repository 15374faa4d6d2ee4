package ai.tierup.domain.account;

/**
 * The keyed hash of a mailbox, by which an account is found without storing who it belongs to.
 *
 * @param hex HMAC-SHA256 of {@link EmailAddress#mailbox}, 64 lower-case hexadecimal digits
 */
public record MailHash(String hex) {

    @Override
    public String toString() {
        return hex;
    }
}
