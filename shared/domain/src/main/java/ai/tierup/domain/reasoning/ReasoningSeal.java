package ai.tierup.domain.reasoning;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.reasoning.SealingKeys.SealingKey;
import ai.tierup.domain.seal.AesGcm;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Seals the state of models' reasoning as {@code v1.<key id>.<base64url>}, and opens it again for the same account. It is encrypted with
 * AES-256-GCM; the account is authenticated with it. Sizes are padded, because they would tell something of the model. Safe for concurrent
 * use.
 */
public final class ReasoningSeal {

    private static final String VERSION = "v1";
    private static final Pattern FORM = Pattern.compile("v1\\.([a-z0-9]{1,16})\\.([A-Za-z0-9_-]+)");

    /** The longest sealed text, with some room to spare. It fits an item of the table. */
    private static final int MAX_CHARACTERS = 352 * 1024;

    private final Supplier<SealingKeys> keys;
    private final AesGcm cipher;

    /**
     * @param keys is read for each state
     * @param random the source of nonces; must be unpredictable
     */
    public ReasoningSeal(Supplier<SealingKeys> keys, RandomGenerator random) {
        this.keys = keys;
        this.cipher = new AesGcm(random);
    }

    /** Returns whether {@code text} may be a state that we have sealed. Clients send others as well. */
    public static boolean mayBeSealed(String text) {
        return text.length() <= MAX_CHARACTERS && FORM.matcher(text).matches();
    }

    /** Returns the sealed state; empty if there is no key, or if the state is too large to be kept. */
    public Optional<String> seal(AccountId account, ReasoningState state) {
        return keys.get().current().flatMap(key -> PaddedState.of(state).map(plain -> seal(account, key, plain)));
    }

    /** Returns the state; empty if we did not seal it for this account, or if its key is gone. */
    public Optional<ReasoningState> open(AccountId account, String sealed) {
        var form = FORM.matcher(sealed);
        return sealed.length() <= MAX_CHARACTERS && form.matches()
                ? keys.get().named(form.group(1)).flatMap(key -> open(account, key, form.group(2)))
                : Optional.empty();
    }

    private String seal(AccountId account, SealingKey key, byte[] plain) {
        var sealed = cipher.seal(key.bytes(), context(account, key), plain);
        return VERSION + "." + key.id() + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private static Optional<ReasoningState> open(AccountId account, SealingKey key, String text) {
        try {
            var sealed = Base64.getUrlDecoder().decode(text.getBytes(US_ASCII));
            return AesGcm.open(key.bytes(), context(account, key), sealed).flatMap(PaddedState::read);
        } catch (IllegalArgumentException e) {
            // Altered.
            return Optional.empty();
        }
    }

    private static byte[] context(AccountId account, SealingKey key) {
        return (VERSION + "." + key.id() + "." + account.value()).getBytes(UTF_8);
    }
}
