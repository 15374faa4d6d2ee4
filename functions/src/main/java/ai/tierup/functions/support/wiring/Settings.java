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
 * @param stage which deployment this is
 * @param answerFormat the format that the inference route takes
 * @param payments base URL of the payment provider
 */
public record Settings(
        String stage,
        Store store,
        UpstreamSettings upstream,
        URI payments,
        SecretsPlace secrets,
        Rules rules,
        AnswerFormat answerFormat) {

    /** @param endpoint another DynamoDB-compatible endpoint; empty for AWS's own */
    public record Store(TableNames tables, String region, Optional<URI> endpoint) {}

    /** @param budgets what each of the platform's pools may lose in a day */
    public record Rules(WalletRules wallet, Map<Pool, Money> budgets, ChatRules chat) {}

    /** The stage of a process that is not told its own. */
    public static final String NO_STAGE = "none";

    private static final URI STRIPE = URI.create("https://api.stripe.com");
    private static final Pattern PAYMENT_KEY = Pattern.compile("[sr]k_(test|live)_[A-Za-z0-9_]+");
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]+");
    private static final int MIN_HMAC_KEY_BYTES = 16;

    /** @throws BadSetting when one is missing or makes no sense */
    public static Settings of(Variables variables) {
        var upstream = UpstreamVariables.read(variables);
        return new Settings(
                stage(variables),
                store(variables),
                upstream,
                variables.url("TIERUP_STRIPE_URL").orElse(STRIPE),
                secretsPlace(variables, upstream.furtherProviders()),
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

    /** Which deployment a process is part of. */
    static String stage(Variables variables) {
        return variables.text("TIERUP_STAGE").orElse(NO_STAGE);
    }

    /** How long an invocation may take. */
    public static Duration requestTimeout(Variables variables) {
        return variables.seconds("TIERUP_REQUEST_TIMEOUT_SECONDS", 900, 300);
    }

    private static SecretsPlace secretsPlace(Variables variables, List<ProviderId> furtherProviders) {
        return variables
                .text("TIERUP_SECRETS")
                .<SecretsPlace>map(SecretsPlace.InAwsSecret::new)
                .orElseGet(() -> new SecretsPlace.InVariables(secrets(variables, furtherProviders, problem -> {
                    throw problem;
                })));
    }

    /**
     * The secrets, which on AWS are not among the variables.
     *
     * @param furtherProviders of models, beside the default one
     * @param problems told of what payments or a further provider cannot be used with, which are then not used
     * @throws BadSetting when another one is missing or makes no sense
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

    /** A key that is pasted with a blank, or is the one for browsers, would be found out only when a customer pays. */
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

    /** A tenth of a short deadline is kept to settle in, and passes from checkpoint to checkpoint. */
    private static ChatRules chatRules(Variables variables) {
        var standard = ChatRules.STANDARD;
        var tenth = requestTimeout(variables).dividedBy(10);
        return new ChatRules(
                standard.coalescing(),
                standard.keepAliveAfter(),
                shorter(tenth, standard.settleMargin()),
                shorter(tenth, standard.checkpointEvery()),
                variables.seconds("TIERUP_HOLD_MARGIN_SECONDS", 3600, 60));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
