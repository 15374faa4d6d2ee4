package ai.tierup.functions.support.wiring;

import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.dynamodb.TableNames;
import ai.tierup.functions.support.gateway.AnswerFormat;
import ai.tierup.functions.support.secrets.Secrets;
import ai.tierup.upstream.UpstreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a process, read from environment variables. The names are the same on AWS and in the local run.
 *
 * @param stage name of the deployment
 * @param answerFormat format that the inference route expects
 * @param payments base URL of the payment provider
 */
public record Settings(
        String stage,
        Store store,
        UpstreamSettings upstream,
        URI payments,
        SecretsLocation secrets,
        Rules rules,
        AnswerFormat answerFormat) {

    /** @param endpoint another DynamoDB-compatible endpoint; empty for AWS's own */
    public record Store(TableNames tables, String region, Optional<URI> endpoint) {}

    /** @param budgets daily budget of each pool */
    public record Rules(WalletRules wallet, Map<Pool, Money> budgets, ChatRules chat) {}

    /** The stage of a process for which none is set. */
    public static final String NO_STAGE = "none";

    private static final URI STRIPE = URI.create("https://api.stripe.com");
    private static final Pattern PAYMENT_KEY = Pattern.compile("[sr]k_(test|live)_[A-Za-z0-9_]+");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]+");
    private static final int MIN_HMAC_KEY_BYTES = 16;

    /** @throws BadSetting if a setting is missing or invalid */
    public static Settings of(Variables variables) {
        var upstream = UpstreamVariables.read(variables);
        return new Settings(
                stage(variables),
                store(variables),
                upstream,
                variables.url("TIERUP_STRIPE_URL").orElse(STRIPE),
                secretsLocation(variables, upstream.furtherProviders()),
                new Rules(WalletRules.STANDARD, budgets(variables), chatRules(variables)),
                variables.oneOf("TIERUP_ANSWER_FORMAT", AnswerFormat.class, AnswerFormat.STREAM));
    }

    private static Store store(Variables variables) {
        var tables = new TableNames(
                variables.required("WALLETS_TABLE"),
                variables.required("LEDGER_TABLE"),
                variables.required("DIRECTORY_TABLE"),
                variables.required("TRANSIENT_TABLE"));
        return new Store(tables, variables.text("AWS_REGION").orElse("us-east-1"), variables.url("AWS_ENDPOINT_URL"));
    }

    private static Map<Pool, Money> budgets(Variables variables) {
        return Arrays.stream(Pool.values())
                .collect(Collectors.toMap(
                        Function.identity(), pool -> variables.usd("TIERUP_BUDGET_" + pool + "_USD", "1000")));
    }

    /** Returns the name of the deployment. */
    static String stage(Variables variables) {
        return variables.text("TIERUP_STAGE").orElse(NO_STAGE);
    }

    /** Returns the maximum duration of an invocation. */
    public static Duration requestTimeout(Variables variables) {
        return variables.seconds("TIERUP_REQUEST_TIMEOUT_SECONDS", 900, 300);
    }

    private static SecretsLocation secretsLocation(Variables variables, List<ProviderId> furtherProviders) {
        return variables
                .text("TIERUP_SECRETS")
                .<SecretsLocation>map(SecretsLocation.InAwsSecret::new)
                .orElseGet(() -> new SecretsLocation.InVariables(secrets(variables, furtherProviders, problem -> {
                    throw problem;
                })));
    }

    /**
     * Reads the secrets from environment variables or from the fields of the secret on AWS.
     *
     * @param furtherProviders providers of models besides the default one
     * @param problems receives errors that affect only payments or a further provider, which are then not used
     * @throws BadSetting if another secret is missing or invalid
     */
    static Secrets secrets(Variables variables, List<ProviderId> furtherProviders, Consumer<BadSetting> problems) {
        return new Secrets(
                UpstreamVariables.keys(variables, furtherProviders, problems),
                hmacKey(variables),
                variables.text("TIERUP_STRIPE_KEY").flatMap(text -> usable(text, Settings::paymentKey, problems)),
                variables
                        .text("TIERUP_STRIPE_WEBHOOK_SECRET")
                        .flatMap(text -> usable(text, Settings::webhookSecrets, problems))
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

    private static byte[] hmacKey(Variables variables) {
        try {
            var key = HexFormat.of().parseHex(variables.required("TIERUP_HMAC_KEY"));
            if (key.length >= MIN_HMAC_KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw badHmacKey();
        }
        throw badHmacKey();
    }

    private static BadSetting badHmacKey() {
        return new BadSetting("TIERUP_HMAC_KEY", "at least 32 hexadecimal digits");
    }

    /** Limits the settle margin and the checkpoint interval to a tenth of the request timeout. */
    private static ChatRules chatRules(Variables variables) {
        var standard = ChatRules.STANDARD;
        var tenth = requestTimeout(variables).dividedBy(10);
        return new ChatRules(
                standard.coalescing(),
                standard.keepAliveAfter(),
                shorter(tenth, standard.settleMargin()),
                shorter(tenth, standard.checkpointEvery()),
                variables.seconds("TIERUP_HOLD_MARGIN_SECONDS", 3600, 60),
                standard.toolCallMemory());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
