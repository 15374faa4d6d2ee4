package ai.tierup.domain.access;

import ai.tierup.domain.account.EmailAddress;

/** A message in plain text. */
public record Mail(EmailAddress to, String subject, String text) {

    /** Omits the text, which may contain a code. */
    @Override
    public String toString() {
        return "Mail to " + to;
    }
}
