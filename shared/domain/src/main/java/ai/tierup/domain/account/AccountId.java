package ai.tierup.domain.account;

import java.util.regex.Pattern;

/**
 * Names a customer. Part of table keys, so its length decides where the wallet's write units step: 16 characters are planned for.
 *
 * @param value 1 to 32 of {@code a-z 0-9 -}
 */
public record AccountId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    public AccountId {
        if (!is(value)) {
            throw new IllegalArgumentException("Not an account id: " + value);
        }
    }

    public static boolean is(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
