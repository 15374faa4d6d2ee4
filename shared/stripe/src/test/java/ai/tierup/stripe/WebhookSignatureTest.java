package ai.tierup.stripe;

import static ai.tierup.stripe.WebhookSignature.Verdict.ACCEPTED;
import static ai.tierup.stripe.WebhookSignature.Verdict.FORGED;
import static ai.tierup.stripe.WebhookSignature.Verdict.MALFORMED;
import static ai.tierup.stripe.WebhookSignature.Verdict.OLD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {

    private static final String SECRET = "whsec_first";
    private static final String OTHER_SECRET = "whsec_second";
    private static final long NOW = 1_795_586_400;
    private static final byte[] BODY = "{\"id\": \"evt_1\"}".getBytes(UTF_8);

    private final WebhookSignature signature = with(SECRET);

    private static WebhookSignature with(String... secrets) {
        return new WebhookSignature(List.of(secrets), InstantSource.fixed(Instant.ofEpochSecond(NOW, 999_999_999)));
    }

    private static String signed(long time, String secret) {
        return "t=" + time + ",v1=" + WebhookSigner.signature(time, BODY, secret);
    }

    @Test
    void aValidSignatureIsAccepted() {
        assertThat(signature.verify(signed(NOW, SECRET), BODY)).isEqualTo(ACCEPTED);
    }

    @Test
    void aKnownSignatureIsAccepted() {
        // printf '1795586400.{"id": "evt_1"}' | openssl dgst -sha256 -hmac whsec_first
        assertThat(signature.verify(
                        "t=1795586400,v1=38cfce44cd5d1b5fe723f7e28dcaa3d4f7c1e30a098452f80d3041f2f000b26c", BODY))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void bothSecretsAreAcceptedDuringARotation() {
        var rotating = with(SECRET, OTHER_SECRET);
        assertThat(rotating.verify(signed(NOW, SECRET), BODY)).isEqualTo(ACCEPTED);
        assertThat(rotating.verify(signed(NOW, OTHER_SECRET), BODY)).isEqualTo(ACCEPTED);
        assertThat(rotating.verify(signed(NOW, "whsec_third"), BODY)).isEqualTo(FORGED);
        assertThat(signature.verify(signed(NOW, OTHER_SECRET), BODY)).isEqualTo(FORGED);
    }

    @Test
    void oneValidSignatureOfSeveralIsEnough() {
        var both = signed(NOW, OTHER_SECRET) + ",v1=" + WebhookSigner.signature(NOW, BODY, SECRET) + ",v0=dead";
        assertThat(signature.verify(both, BODY)).isEqualTo(ACCEPTED);
    }

    @Test
    void aSignatureIsOldAfterThreeHundredSeconds() {
        assertThat(signature.verify(signed(NOW - 300, SECRET), BODY)).isEqualTo(ACCEPTED);
        assertThat(signature.verify(signed(NOW - 301, SECRET), BODY)).isEqualTo(OLD);
        assertThat(signature.verify(signed(NOW + 86_400, SECRET), BODY)).isEqualTo(ACCEPTED);
    }

    @Test
    void anOldForgeryIsReportedAsForged() {
        assertThat(signature.verify(signed(NOW - 301, OTHER_SECRET), BODY)).isEqualTo(FORGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "t",
                "v1",
                "t=",
                "t=1795586400",
                "t=1795586400,v0=00",
                "t=1795586400,V1=00",
                "t=1795586400, v1=00",
                "t=1795586400,v1",
                "t,t=1795586400,v1=00",
                "t=,t=1795586400,v1=00",
                "v1=00",
                "t=0,v1=00",
                "t=-1795586400,v1=00",
                "t=+1795586400,v1=00",
                "t=01795586400,v1=00",
                "t= 1795586400,v1=00",
                "t=1795586400.0,v1=00",
                "t=0x6B065E20,v1=00",
                "t=9999999999999999999,v1=00",
                "t=١٧٩٥٥٨٦٤٠٠,v1=00",
                "T=1795586400,v1=00",
            })
    void aMalformedHeaderIsRefused(String header) {
        assertThat(signature.verify(header, BODY)).isEqualTo(MALFORMED);
    }

    @Test
    void aHeaderHasAMaximumLengthAndNumberOfEntries() {
        var valid = signed(NOW, SECRET);
        assertThat(signature.verify(valid + ",x=" + "0".repeat(4096 - valid.length() - 3), BODY))
                .isEqualTo(ACCEPTED);
        assertThat(signature.verify(valid + ",x=" + "0".repeat(4096 - valid.length() - 2), BODY))
                .isEqualTo(MALFORMED);
        assertThat(signature.verify(valid + ",v1=0".repeat(30), BODY)).isEqualTo(ACCEPTED);
        assertThat(signature.verify(valid + ",v1=0".repeat(31), BODY)).isEqualTo(MALFORMED);
    }

    @Test
    void invalidUtf8IsVerifiedByteByByte() {
        var bytes = new byte[] {(byte) 0xff, 0, (byte) 0xc3};
        var valid = "t=" + NOW + ",v1=" + WebhookSigner.signature(NOW, bytes, SECRET);
        assertThat(signature.verify(valid, bytes)).isEqualTo(ACCEPTED);
        assertThat(signature.verify(valid, new byte[] {(byte) 0xfe, 0, (byte) 0xc3}))
                .isEqualTo(FORGED);
    }

    @Test
    void aMissingOrBlankSecretIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(WebhookSignatureTest::with);
        assertThatIllegalArgumentException().isThrownBy(() -> with(""));
        assertThatIllegalArgumentException().isThrownBy(() -> with(SECRET, " "));
    }

    @Test
    void itsTextDoesNotContainTheSecret() {
        assertThat(signature).asString().doesNotContain(SECRET);
    }
}
