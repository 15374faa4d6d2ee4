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
 * Stands for a customer and its own user towards upstream: always the same for the same two, so that upstream can tell abusers
 * apart, and meaningless to anybody without the key.
 */
public final class EndUserTags {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_HEX_DIGITS = 32;

    private final Supplier<byte[]> secret;

    /** @param secret at least 16 random bytes, asked for with every tag: other bytes make other tags */
    public EndUserTags(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    /** @param name the customer's word for what is tagged; null tags the customer as a whole */
    String tag(AccountId account, @Nullable String name) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.get(), ALGORITHM));
            mac.update(account.value().getBytes(UTF_8));
            mac.update((byte) 0);
            var digest = mac.doFinal((name == null ? "" : name).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SHOWN_HEX_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
