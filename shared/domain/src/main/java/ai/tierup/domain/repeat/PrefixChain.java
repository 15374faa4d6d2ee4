package ai.tierup.domain.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.tier.TierId;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hashes of all beginnings of one conversation. Each is an HMAC over the hash before it and the next block. The first one covers the
 * account and the tier, so that nothing is recognised across them. Not safe for concurrent use.
 */
final class PrefixChain {

    private static final String ALGORITHM = "HmacSHA256";

    /** Changes with every change of {@link CanonicalForm}. What was sent before such a change is then not recognised. */
    private static final String PURPOSE = "repeated input, form 1";

    private static final String SESSION = "session";
    private static final int SESSION_HEX_DIGITS = 32;

    private final Mac mac;
    private final CanonicalForm form;
    private final List<byte[]> hashes = new ArrayList<>();

    private PrefixChain(Mac mac) {
        this.mac = mac;
        this.form = new CanonicalForm(mac);
    }

    /** @param secret the service's key */
    static PrefixChain of(byte[] secret, AccountId account, TierId tier, List<Block> blocks) {
        var chain = new PrefixChain(keyed(keyed(secret).doFinal(PURPOSE.getBytes(UTF_8))));
        chain.form.text(account.value());
        chain.form.text(tier.publicName());
        var hash = chain.mac.doFinal();
        for (var block : blocks) {
            hash = chain.next(hash, block);
            chain.hashes.add(hash);
        }
        return chain;
    }

    private static Mac keyed(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + ALGORITHM, e);
        }
    }

    private byte[] next(byte[] before, Block block) {
        mac.update(before);
        form.block(block);
        return mac.doFinal();
    }

    int lastBlock() {
        return hashes.size() - 1;
    }

    /** The hash of the conversation up to the end of {@code block}. */
    PrefixHash upTo(int block) {
        return hash(hashes.get(block));
    }

    /** The hash of the whole conversation with the answer to it. */
    PrefixHash with(Message answer) {
        return hash(next(hashes.getLast(), new Block.Turn(answer)));
    }

    /** Stands for the dialogue in upstream requests. It stays the same as the dialogue grows, and gives no prefix hash away. */
    String sessionTag() {
        mac.update(hashes.get(Math.min(1, lastBlock())));
        form.text(SESSION);
        return HexFormat.of().formatHex(mac.doFinal()).substring(0, SESSION_HEX_DIGITS);
    }

    private static PrefixHash hash(byte[] hash) {
        return new PrefixHash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }
}
