package ai.tierup.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 *
 * @param contact null if the account was opened by an operator, or was deleted
 * @param deletedAt null if the account exists
 */
public record Account(
        AccountId id,
        Instant createdAt,
        @Nullable Contact contact,
        @Nullable Instant deletedAt) {

    /** Creates an account that exists. */
    public Account(AccountId id, Instant createdAt, @Nullable Contact contact) {
        this(id, createdAt, contact, null);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /**
     * How to reach the customer.
     *
     * @param mailbox hash of the address, by which the account is found
     */
    public record Contact(EmailAddress address, MailHash mailbox) {}
}
