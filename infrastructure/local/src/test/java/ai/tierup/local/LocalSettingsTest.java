package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Variables;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSettingsTest {

    private static LocalSettings of(Map<String, String> variables) {
        return LocalSettings.of(new Variables(variables), Path.of("folder"));
    }

    @Test
    void theSecretOfAStageIsRefused() {
        assertThatThrownBy(() -> of(Map.of("TIERUP_SECRETS", "tierup")))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("TIERUP_SECRETS must be unset");
        assertThatThrownBy(() -> of(Map.of("TIERUP_PAYMENT_SECRETS", "tierup-payments")))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("TIERUP_PAYMENT_SECRETS must be unset");
    }

    @Test
    void aLiveStripeKeyRequiresAConfiguredFolder() {
        assertThatThrownBy(() -> of(Map.of("TIERUP_STRIPE_KEY", "sk_live_1")))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("TIERUP_DATA_DIR must be set");

        assertThat(of(Map.of("TIERUP_STRIPE_KEY", "sk_live_1", "TIERUP_DATA_DIR", "kept"))
                        .keepsState())
                .isTrue();
        assertThat(of(Map.of("TIERUP_STRIPE_KEY", "sk_test_1")).stripe().isSet())
                .isTrue();
    }
}
