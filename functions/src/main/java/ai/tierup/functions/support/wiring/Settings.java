package ai.tierup.functions.support.wiring;

import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.repeat.RepeatRules;
import ai.tierup.domain.routing.Breakers;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.dynamodb.TableNames;
import ai.tierup.functions.support.gateway.AnswerFormat;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import ai.tierup.upstream.UpstreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
        SecretLocations secrets,
        Rules rules,
        AnswerFormat answerFormat) {

    /** @param endpoint another DynamoDB-compatible endpoint; empty for AWS's own */
    public record Store(TableNames tables, String region, Optional<URI> endpoint) {}

    /** Where the secrets are stored, by purpose, because no function may read those of another purpose. */
    record SecretLocations(
            SecretsLocation<UpstreamSecrets> upstream,
            SecretsLocation<PaymentSecrets> payments,
            SecretsLocation<AccessSecrets> access) {}

    /**
     * @param budgets daily budget of each pool
     * @param signUpCredits the most that may be granted to new accounts in a day
     */
    public record Rules(
            WalletRules wallet,
            Map<Pool, Money> budgets,
            Money signUpCredits,
            ChatRules chat,
            RepeatRules repeat,
            Breakers.Mode breakers,
            AccessSettings access,
            PlaygroundSettings playground) {}

    /** The stage of a process for which none is set. */
    public static final String NO_STAGE = "none";

    private static final int MAX_REPEAT_WAIT_MILLIS = 10_000;
    private static final URI STRIPE = URI.create("https://api.stripe.com");

    /** @throws BadSetting if a setting is missing or invalid */
    public static Settings of(Variables variables) {
        var upstream = UpstreamVariables.read(variables);
        return new Settings(
                stage(variables),
                store(variables),
                upstream,
                variables.url("TIERUP_STRIPE_URL").orElse(STRIPE),
                secretLocations(variables, upstream.furtherProviders()),
                new Rules(
                        WalletRules.STANDARD,
                        budgets(variables),
                        variables.usd("TIERUP_SIGN_UP_CREDITS_USD", "250"),
                        chatRules(variables),
                        RepeatRules.ofLookup(Duration.ofMillis(
                                variables.wholeNumber("TIERUP_REPEAT_WAIT_MILLIS", 1, MAX_REPEAT_WAIT_MILLIS, 50))),
                        variables.oneOf("TIERUP_UPSTREAM_BREAKERS", Breakers.Mode.class, Breakers.Mode.ON),
                        AccessSettings.read(variables),
                        PlaygroundSettings.read(variables)),
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
        return variables.seconds("TIERUP_REQUEST_TIMEOUT_SECONDS", 900, 890);
    }

    private static SecretLocations secretLocations(Variables variables, List<ProviderId> furtherProviders) {
        return new SecretLocations(
                location(
                        variables,
                        "TIERUP_SECRETS",
                        () -> SecretFields.upstream(variables, furtherProviders, Settings::fail)),
                location(variables, "TIERUP_PAYMENT_SECRETS", () -> SecretFields.payments(variables, Settings::fail)),
                location(variables, "TIERUP_ACCESS_SECRETS", () -> SecretFields.access(variables)));
    }

    private static <T> SecretsLocation<T> location(Variables variables, String name, Supplier<T> inVariables) {
        return variables
                .text(name)
                .<SecretsLocation<T>>map(SecretsLocation.InAwsSecret::new)
                .orElseGet(() -> new SecretsLocation.InVariables<>(inVariables.get()));
    }

    private static void fail(BadSetting problem) {
        throw problem;
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
                standard.toolCallMemory(),
                UpstreamVariables.timeouts(variables));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
