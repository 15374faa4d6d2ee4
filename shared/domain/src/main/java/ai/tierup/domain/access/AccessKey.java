package ai.tierup.domain.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.account.MailHash;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret key of the hashes of mailboxes and codes. Without it, whoever reads the tables could try out all addresses and codes. If it is
 * replaced, all mailboxes count as new.
 */
public final class AccessKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public AccessKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Returns the hash that all spellings of a mailbox share. */
    public MailHash hash(EmailAddress address) {
        return new MailHash(hmac("mail:" + address.mailbox()));
    }

    /** Returns the hash of a code, which differs for each challenge. */
    String hash(ChallengeId challenge, SignInCode code) {
        return hmac("code:" + challenge.value() + ":" + code.digits());
    }

    /** Returns the secret of the proofs of work, which is of no use for the other hashes. */
    public String proofSecret() {
        return hmac("proof");
    }

    private String hmac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + ALGORITHM, e);
        }
    }

    /** Omits the key, so that no log can show it. */
    @Override
    public String toString() {
        return "AccessKey";
    }
}
