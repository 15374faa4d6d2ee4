package ai.tierup.domain.account;

import java.util.regex.Pattern;

/**
 * The id of a customer's account. It is part of table keys, so its length affects at which size a wallet costs another write unit; 16
 * characters are assumed.
 *
 * @param value 1 to 32 of {@code a-z 0-9 -}
 */
public record AccountId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    /** The account of ours that stands for the visitors of the playground. It has no money; the playground's pool pays for it. */
    public static final AccountId PLAYGROUND = new AccountId("playground");

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an account id: " + value);
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
