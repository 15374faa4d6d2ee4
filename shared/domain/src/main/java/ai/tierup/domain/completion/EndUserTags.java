package ai.tierup.domain.completion;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Derives the tags that stand for a customer and its users in upstream requests. Equal inputs give equal tags, so that upstream can tell
 * abusers apart. A tag reveals nothing without the secret.
 */
public final class EndUserTags {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG_HEX_DIGITS = 32;
    private static final int SALT_HEX_DIGITS = 16;
    private static final byte NAME = 0;
    private static final byte SALT = 1;

    private final Supplier<byte[]> secret;

    /** @param secret supplies at least 16 random bytes and is read for every tag; changing them changes all tags */
    public EndUserTags(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    /** @param name the customer's name for what is tagged; null to tag the customer as a whole */
    String tag(AccountId account, @Nullable String name) {
        return hmac(account, NAME, name == null ? "" : name).substring(0, TAG_HEX_DIGITS);
    }

    /** What all prompts of an account begin with, so that no other account's are the same. */
    String salt(AccountId account) {
        return hmac(account, SALT, "").substring(0, SALT_HEX_DIGITS);
    }

    private String hmac(AccountId account, byte purpose, String name) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.get(), ALGORITHM));
            mac.update(account.value().getBytes(UTF_8));
            mac.update(purpose);
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + ALGORITHM, e);
        }
    }
}
