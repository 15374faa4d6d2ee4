package ai.tierup.functions.support.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.answer.TokenTimeouts;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.repeat.RepeatRules;
import ai.tierup.functions.support.gateway.AnswerFormat;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "WALLETS_TABLE", "w",
            "LEDGER_TABLE", "l",
            "DIRECTORY_TABLE", "d",
            "TRANSIENT_TABLE", "t",
            "TIERUP_UPSTREAM_URL", "https://openrouter.ai/api/v1",
            "TIERUP_UPSTREAM_KEY", "sk-or-1",
            "TIERUP_HMAC_KEY", "00112233445566778899aabbccddeeff",
            "TIERUP_SEALING_KEYS", "k1=" + "00".repeat(32));

    private static Settings with(String name, String value) {
        var values = new HashMap<>(COMPLETE);
        values.put(name, value);
        return Settings.of(new Variables(values));
    }

    private static PaymentSecrets payments(Map<String, String> values) {
        return SecretFields.payments(new Variables(values), problem -> {});
    }

    @Test
    void unsetSettingsHaveTheDefaultsOfTheReadme() {
        var settings = Settings.of(new Variables(COMPLETE));

        assertThat(settings.store().endpoint()).isEmpty();
        assertThat(settings.answerFormat()).isEqualTo(AnswerFormat.STREAM);
        assertThat(settings.upstream().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.rules().chat().timeouts()).isEqualTo(TokenTimeouts.STANDARD);
        assertThat(settings.rules().repeat()).isEqualTo(RepeatRules.STANDARD);
        assertThat(settings.upstream().providers()).hasSize(1);
        assertThat(settings.rules().chat().settleMargin()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.rules().chat().checkpointEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.rules().chat().holdMargin()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void secretsAreNotReadFromVariablesIfTheyAreOnAws() {
        var settings = Settings.of(new Variables(Map.of(
                "WALLETS_TABLE", "w",
                "LEDGER_TABLE", "l",
                "DIRECTORY_TABLE", "d",
                "TRANSIENT_TABLE", "t",
                "TIERUP_UPSTREAM_URL", "https://openrouter.ai/api/v1",
                "TIERUP_SECRETS", "tierup/live",
                "TIERUP_PAYMENT_SECRETS", "tierup/payments")));

        assertThat(settings.secrets().upstream()).isEqualTo(new SecretsLocation.InAwsSecret<>("tierup/live"));
        assertThat(settings.secrets().payments()).isEqualTo(new SecretsLocation.InAwsSecret<>("tierup/payments"));
    }

    @Test
    void aFurtherProviderNeedsItsKey() {
        assertThatThrownBy(() -> with("TIERUP_PROVIDERS", "other=openai:https://api.example.com/v1"))
                .isInstanceOf(BadSetting.class)
                .hasMessage("TIERUP_PROVIDER_OTHER_KEY must be set");
    }

    @Test
    void theTextOfSettingsContainsNoSecret() {
        assertThat(with("TIERUP_UPSTREAM_KEY", "sk-or-1").toString()).doesNotContain("sk-or-1");
    }

    @Test
    void noSettingIsNeededWithoutPayments() {
        var settings = Settings.of(new Variables(COMPLETE));

        assertThat(settings.payments()).hasToString("https://api.stripe.com");
        assertThat(settings.stage()).isEqualTo("none");
        assertThat(payments(COMPLETE).paymentKey()).isEmpty();
        assertThat(payments(COMPLETE).webhookSecrets()).isEmpty();
    }

    @Test
    void aWebhookHasTwoSecretsDuringARotation() {
        var values = new HashMap<>(COMPLETE);
        values.put("TIERUP_STRIPE_KEY", "rk_live_1aB_2");
        values.put("TIERUP_STRIPE_WEBHOOK_SECRET", "whsec_new, whsec_old");

        assertThat(payments(values).paymentKey()).contains("rk_live_1aB_2");
        assertThat(payments(values).webhookSecrets()).containsExactly("whsec_new", "whsec_old");
    }

    @Test
    void eachPoolHasItsOwnBudget() {
        var settings = with("TIERUP_BUDGET_TIER_1_USD", "0");

        assertThat(settings.rules().budgets())
                .containsEntry(Pool.TIER_1, Money.ZERO)
                .containsEntry(Pool.PLAYGROUND, Money.ofUsd("1000"))
                .hasSize(Pool.values().length);
    }

    @Test
    void tenCreditsADayAreGrantedUnlessOtherwiseSet() {
        assertThat(with("TIERUP_SIGN_UP_CREDITS_USD", "").rules().signUpCredits())
                .isEqualTo(Money.ofUsd("250"));
        assertThat(with("TIERUP_SIGN_UP_CREDITS_USD", "0").rules().signUpCredits())
                .isEqualTo(Money.ZERO);
    }

    @Test
    void settleMarginAndCheckpointIntervalAreATenthOfAShortTimeout() {
        var rules = with("TIERUP_REQUEST_TIMEOUT_SECONDS", "20").rules().chat();

        assertThat(rules.settleMargin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(rules.checkpointEvery()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "TIERUP_UPSTREAM_URL, ftp://x",
        "TIERUP_UPSTREAM_URL, not a url",
        "TIERUP_UPSTREAM_URL, ''",
        "TIERUP_UPSTREAM_KEY, ''",
        "TIERUP_PROVIDERS, other",
        "TIERUP_HMAC_KEY, 0011",
        "TIERUP_HMAC_KEY, zz112233445566778899aabbccddeeff",
        "TIERUP_SEALING_KEYS, ''",
        "TIERUP_SEALING_KEYS, 0000000000000000000000000000000000000000000000000000000000000000",
        "TIERUP_SEALING_KEYS, k1=0011",
        "TIERUP_SEALING_KEYS, K=0000000000000000000000000000000000000000000000000000000000000000",
        "TIERUP_SEALING_KEYS, 'k=0000000000000000000000000000000000000000000000000000000000000000,'",
        "TIERUP_REQUEST_TIMEOUT_SECONDS, 0",
        "TIERUP_REQUEST_TIMEOUT_SECONDS, 901",
        "TIERUP_HOLD_MARGIN_SECONDS, soon",
        "TIERUP_BUDGET_SUBSIDY_USD, -1",
        "TIERUP_BUDGET_GRANT_USD, 1000001",
        "TIERUP_BUDGET_PLATFORM_USD, lots",
        "TIERUP_SIGN_UP_CREDITS_USD, -25",
        "TIERUP_ANSWER_FORMAT, PROXY",
        "TIERUP_ANSWER_FORMAT, buffered",
        "TIERUP_STRIPE_URL, api.stripe.com",
        "TIERUP_STRIPE_KEY, pk_live_1",
        "TIERUP_STRIPE_KEY, 'sk_live_1 '",
        "TIERUP_STRIPE_KEY, sk_live_",
        "TIERUP_STRIPE_WEBHOOK_SECRET, secret",
        "TIERUP_STRIPE_WEBHOOK_SECRET, 'whsec_1,'",
        "TIERUP_STRIPE_WEBHOOK_SECRET, 'whsec_1,whsec_2,whsec_3'",
        "AWS_ENDPOINT_URL, localhost:8000",
        "WALLETS_TABLE, ''"
    })
    void aBadSettingIsNamedInOneLine(String name, String value) {
        assertThatThrownBy(() -> with(name, value))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(name + " must be ")
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"-1", "1000001", "0.0000000001", "much"})
    void anInvalidAmountIsRejected(String value) {
        var variables = new Variables(Map.of("TIERUP_DEMO_BALANCE_USD", value));

        assertThatThrownBy(() -> variables.usd("TIERUP_DEMO_BALANCE_USD", "25")).isInstanceOf(BadSetting.class);
    }
}
