package ai.tierup.domain.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.seal.AesGcm;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compresses and encrypts outputs with AES-256-GCM. Each is bound to its account and its answer: another account's, or one under another
 * id, cannot be opened.
 */
final class Seal {

    private static final String MAC = "HmacSHA256";

    /** Separates the key from those that others derive from the same secret, and says which format is sealed with it. */
    private static final byte[] PURPOSE = "tierup kept outputs 1".getBytes(UTF_8);

    private static final int BUFFER_BYTES = 8192;

    private final Supplier<byte[]> secret;

    /** The platform's source, which a copy of a snapshot does not repeat. */
    private final AesGcm cipher = new AesGcm(new SecureRandom());

    Seal(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    byte[] close(AccountId account, RequestId answer, byte[] output) {
        return cipher.seal(key(), context(account, answer), deflated(output));
    }

    /** Returns empty if the seal is broken, or if it is one of another account, answer or secret. */
    Optional<byte[]> open(AccountId account, RequestId answer, byte[] sealed) {
        return AesGcm.open(key(), context(account, answer), sealed).flatMap(Seal::inflated);
    }

    private static byte[] context(AccountId account, RequestId answer) {
        return (account.value() + "\n" + answer.value()).getBytes(UTF_8);
    }

    private byte[] key() {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.get(), MAC));
            return mac.doFinal(PURPOSE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + MAC, e);
        }
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

    private static Optional<byte[]> inflated(byte[] bytes) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var out = new ByteArrayOutputStream(bytes.length * 3);
            var buffer = new byte[BUFFER_BYTES];
            while (!inflater.finished()) {
                var count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Optional.empty();
                }
                out.write(buffer, 0, count);
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
