package ai.tierup.domain.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compresses and encrypts outputs with AES-256-GCM. Each is bound to its account and its answer: another account's, or one under another
 * id, cannot be opened.
 */
final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";

    /** Separates the key from those that others derive from the same secret, and says which format is sealed with it. */
    private static final byte[] PURPOSE = "tierup kept outputs 1".getBytes(UTF_8);

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int BUFFER_BYTES = 8192;

    private final Supplier<byte[]> secret;

    /** The platform's source, which a copy of a snapshot does not repeat. */
    private final SecureRandom random = new SecureRandom();

    Seal(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    byte[] close(AccountId account, RequestId answer, byte[] output) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var text = cipher(Cipher.ENCRYPT_MODE, account, answer, nonce).doFinal(deflated(output));
            return ByteBuffer.allocate(NONCE_BYTES + text.length)
                    .put(nonce)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + CIPHER, e);
        }
    }

    /** Returns empty if the seal is broken, or if it is one of another account, answer or secret. */
    Optional<byte[]> open(AccountId account, RequestId answer, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            var text = cipher(Cipher.DECRYPT_MODE, account, answer, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(inflated(text));
        } catch (GeneralSecurityException | DataFormatException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, AccountId account, RequestId answer, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((account.value() + "\n" + answer.value()).getBytes(UTF_8));
        return cipher;
    }

    private SecretKey key() throws GeneralSecurityException {
        var mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(secret.get(), MAC));
        return new SecretKeySpec(mac.doFinal(PURPOSE), "AES");
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream(bytes.length / 2 + 16);
            var buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] bytes) throws DataFormatException {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var out = new ByteArrayOutputStream(bytes.length * 3);
            var buffer = new byte[BUFFER_BYTES];
            while (!inflater.finished()) {
                var count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException("The data ends too early");
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
