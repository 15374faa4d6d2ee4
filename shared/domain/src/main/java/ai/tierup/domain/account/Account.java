package ai.tierup.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer.
 *
 * @param contact null if the account was opened by an operator, or its personal data was erased
 */
public record Account(
        AccountId id, Instant createdAt, @Nullable Contact contact) {

    /**
     * How to reach the customer.
     *
     * @param mailbox hash of the address, by which the account is found
     */
    public record Contact(EmailAddress address, MailHash mailbox) {}
}
