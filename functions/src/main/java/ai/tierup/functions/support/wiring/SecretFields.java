package ai.tierup.functions.support.wiring;

import ai.tierup.domain.access.AccessKey;
import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.reasoning.SealingKeys.SealingKey;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads secrets from environment variables or from the fields of a secret on AWS, which have the same names. */
final class SecretFields {

    private static final Pattern PAYMENT_KEY = Pattern.compile("[sr]k_(test|live)_[A-Za-z0-9_]+");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]+");
    private static final String SEALING_KEYS = "TIERUP_SEALING_KEYS";
    private static final Pattern SEALING_KEY = Pattern.compile("([a-z0-9]{1,16})=([0-9a-fA-F]{64})");
    private static final int MIN_HMAC_KEY_BYTES = 16;

    private SecretFields() {}

    /**
     * Reads the secrets for models.
     *
     * @param furtherProviders providers of models besides the default one
     * @param problems receives errors that affect only a further provider, which is then not used, or the sealing keys, without which no state
     *     of reasoning is kept
     * @throws BadSetting if another secret is missing or invalid
     */
    static UpstreamSecrets upstream(
            Variables fields, List<ProviderId> furtherProviders, Consumer<BadSetting> problems) {
        return new UpstreamSecrets(
                UpstreamVariables.keys(fields, furtherProviders, problems),
                hmacKey(fields, "TIERUP_HMAC_KEY"),
                sealingKeys(fields, problems));
    }

    private static SealingKeys sealingKeys(Variables fields, Consumer<BadSetting> problems) {
        try {
            return parsedSealingKeys(fields.required(SEALING_KEYS));
        } catch (BadSetting e) {
            problems.accept(e);
            return SealingKeys.NONE;
        }
    }

    private static SealingKeys parsedSealingKeys(String text) {
        var keys = new ArrayList<SealingKey>();
        for (var entry : text.split(",", -1)) {
            var parts = SEALING_KEY.matcher(entry.strip());
            if (!parts.matches() || keys.stream().anyMatch(key -> key.id().equals(parts.group(1)))) {
                throw new BadSetting(
                        SEALING_KEYS,
                        "ID=KEY, or several with commas, the newest first; each ID once and of a-z 0-9, each KEY 64"
                                + " hexadecimal digits");
            }
            keys.add(new SealingKey(parts.group(1), HexFormat.of().parseHex(parts.group(2))));
        }
        return new SealingKeys(keys);
    }

    /**
     * Reads the secrets for payments.
     *
     * @param problems receives an error for each invalid field, which is then not used
     */
    static PaymentSecrets payments(Variables fields, Consumer<BadSetting> problems) {
        return new PaymentSecrets(
                fields.text("TIERUP_STRIPE_KEY").flatMap(text -> usable(text, SecretFields::paymentKey, problems)),
                fields.text("TIERUP_STRIPE_WEBHOOK_SECRET")
                        .flatMap(text -> usable(text, SecretFields::webhookSecrets, problems))
                        .orElse(List.of()));
    }

    private static <T> Optional<T> usable(String text, Function<String, T> reader, Consumer<BadSetting> problem) {
        try {
            return Optional.of(reader.apply(text));
        } catch (BadSetting e) {
            problem.accept(e);
            return Optional.empty();
        }
    }

    /** Checks the form of the key. Otherwise a key pasted with a blank, or Stripe's key for browsers, would fail only when a customer pays. */
    private static String paymentKey(String text) {
        if (!PAYMENT_KEY.matcher(text).matches()) {
            throw new BadSetting("TIERUP_STRIPE_KEY", "a secret or restricted key of Stripe, sk_… or rk_…");
        }
        return text;
    }

    private static List<String> webhookSecrets(String text) {
        var secrets = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (secrets.size() > 2
                || !secrets.stream()
                        .allMatch(secret -> WEBHOOK_SECRET.matcher(secret).matches())) {
            throw new BadSetting(
                    "TIERUP_STRIPE_WEBHOOK_SECRET",
                    "the signing secret of Stripe's webhook, whsec_…, or two with a comma between them");
        }
        return secrets;
    }

    /**
     * Reads the secrets for signing up and in.
     *
     * @throws BadSetting if the key is invalid; a missing one turns sign-up off
     */
    static AccessSecrets access(Variables fields) {
        return new AccessSecrets(
                fields.text("TIERUP_ACCESS_KEY").map(text -> new AccessKey(hmacKey(fields, "TIERUP_ACCESS_KEY"))));
    }

    private static byte[] hmacKey(Variables fields, String name) {
        try {
            var key = HexFormat.of().parseHex(fields.required(name));
            if (key.length >= MIN_HMAC_KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw badHmacKey(name);
        }
        throw badHmacKey(name);
    }

    private static BadSetting badHmacKey(String name) {
        return new BadSetting(name, "at least 32 hexadecimal digits");
    }
}
