package ai.tierup.stripe;

import static ai.tierup.stripe.WebhookSignature.Verdict.ACCEPTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares our verdicts with those of Stripe's own library. They differ on purpose in two points. We accept a time only in the form
 * that Stripe writes, while the library also reads {@code +1}, {@code 01} and the digits of other scripts. And we limit the length of
 * a header and the number of its entries.
 */
class SignatureAgreementTest {

    private static final String SECRET = "whsec_agreed";
    private static final long NOW = 1_795_586_400;
    private static final long TOLERANCE = 300;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW, 500_000_000), ZoneOffset.UTC);
    private static final String BODY = "{\"id\":\"evt_1\",\"object\":\"event\",\"name\":\"Zoë ☕\"}";
    private static final Pattern OTHER_FORM_OF_TIME = Pattern.compile("(^|.*?,)t=(\\+|0|[^,]*[^\\x00-\\x7f]).*");
    private static final int MUTATIONS = 20_000;

    private static boolean stripeAccepts(String header, String body, String secret) {
        try {
            return Webhook.Signature.verifyHeader(body, header, secret, TOLERANCE, CLOCK);
        } catch (SignatureVerificationException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    private static boolean weAccept(String header, String body, String secret) {
        return new WebhookSignature(List.of(secret), CLOCK).verify(header, body.getBytes(UTF_8)) == ACCEPTED;
    }

    private static void assertBoth(boolean accepted, String header, String body, String secret) {
        assertThat(stripeAccepts(header, body, secret))
                .as("stripe-java on " + header)
                .isEqualTo(accepted);
        assertThat(weAccept(header, body, secret)).as("we on " + header).isEqualTo(accepted);
    }

    private static String signed(long time) {
        try {
            return Webhook.Signature.generateSignatureHeader(BODY, SECRET, time);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String v1(long time) {
        return WebhookSigner.signature(time, BODY.getBytes(UTF_8), SECRET);
    }

    @Test
    void bothComputeTheSameSignature() {
        assertThat("t=" + NOW + ",v1=" + v1(NOW)).isEqualTo(signed(NOW));
        assertBoth(true, signed(NOW), BODY, SECRET);
    }

    @Test
    void aBodyAlteredInOneByteIsRefused() {
        for (var i = 0; i < BODY.length(); i++) {
            var altered = BODY.substring(0, i) + (char) (BODY.charAt(i) ^ 1) + BODY.substring(i + 1);
            assertBoth(false, signed(NOW), altered, SECRET);
        }
    }

    @Test
    void aTruncatedOrExtendedBodyIsRefused() {
        for (var length = 0; length < BODY.length(); length++) {
            assertBoth(false, signed(NOW), BODY.substring(0, length), SECRET);
        }
        assertBoth(false, signed(NOW), BODY + " ", SECRET);
    }

    @Test
    void aHeaderAlteredInOneCharacterOrTruncatedIsRefused() {
        var header = signed(NOW);
        for (var i = 0; i < header.length(); i++) {
            assertBoth(
                    false,
                    header.substring(0, i) + (char) (header.charAt(i) ^ 1) + header.substring(i + 1),
                    BODY,
                    SECRET);
            assertBoth(false, header.substring(0, i), BODY, SECRET);
        }
    }

    @Test
    void bothHaveTheSameMaximumAge() {
        assertBoth(true, signed(NOW - TOLERANCE), BODY, SECRET);
        assertBoth(false, signed(NOW - TOLERANCE - 1), BODY, SECRET);
        assertBoth(false, signed(NOW - 86_400), BODY, SECRET);
        assertBoth(false, signed(1), BODY, SECRET);
    }

    @Test
    void bothAcceptAFutureTime() {
        assertBoth(true, signed(NOW + 1), BODY, SECRET);
        assertBoth(true, signed(NOW + TOLERANCE + 1), BODY, SECRET);
    }

    @Test
    void anotherSecretIsRefused() {
        assertBoth(false, signed(NOW), BODY, "whsec_other");
        assertBoth(false, signed(NOW), BODY, SECRET + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=T,v1=SIG,v1=00",
                "t=T,v1=00,v1=SIG",
                "t=T,v1=,v1=SIG",
                "v1=SIG,t=T",
                "t=T,v0=00,v1=SIG,v2=00",
                "t=T,t=1,v1=SIG",
                "t=T,t=,v1=SIG",
                "t=T,v1=SIG,",
                ",t=T,,v1=SIG",
                "t=T,v1=SIG,novalue",
                "t=T,v1=SIG,=",
                "t=T,v1=SIG,v1=SIG",
            })
    void bothAccept(String form) {
        assertBoth(true, expand(form), BODY, SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "=",
                "t=T",
                "v1=SIG",
                "t=T,v0=SIG",
                "t=T,v2=SIG",
                "t=T,V1=SIG",
                "T=T,v1=SIG",
                "t=1,t=T,v1=SIG",
                "t=,t=T,v1=SIG",
                "t,t=T,v1=SIG",
                "t=T,v1,v1=SIG",
                "t=T,v1==SIG",
                "t==T,v1=SIG",
                "t=T, v1=SIG",
                " t=T,v1=SIG",
                "t=T,v1= SIG",
                "t=T,v1=SIG ",
                "t=T;v1=SIG",
                "t=-T,v1=SIG",
                "t=T.0,v1=SIG",
                "t=T ,v1=SIG",
                "t=99999999999999999999,v1=SIG",
                "t=0,v1=SIG",
            })
    void bothRefuse(String form) {
        assertBoth(false, expand(form), BODY, SECRET);
    }

    private static String expand(String form) {
        return form.replace("SIG", v1(NOW)).replaceAll("(?<=[=-])T", Long.toString(NOW));
    }

    @Test
    void aSignatureInUpperCaseIsRefused() {
        assertBoth(false, "t=" + NOW + ",v1=" + v1(NOW).toUpperCase(Locale.ROOT), BODY, SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t=+T,v1=SIG", "t=+T,v1=SIG,t=T", "t=0T,v1=SIG"})
    void onlyWeRefuseATimeInAnotherForm(String form) {
        var header = form.replace("SIG", v1(NOW)).replace("T", Long.toString(NOW));
        assertThat(stripeAccepts(header, BODY, SECRET)).isTrue();
        assertThat(weAccept(header, BODY, SECRET)).isFalse();
    }

    @Test
    void bothAgreeOnRandomlyAlteredHeaders() {
        var random = new Random(6);
        var accepted = 0;
        for (var i = 0; i < MUTATIONS; i++) {
            var header = mutated(random);
            if (OTHER_FORM_OF_TIME.matcher(header).matches()) {
                continue;
            }
            var expected = stripeAccepts(header, BODY, SECRET);
            accepted += expected ? 1 : 0;
            assertThat(weAccept(header, BODY, SECRET)).as(header).isEqualTo(expected);
        }
        // Both verdicts must occur, or the comparison would show nothing.
        assertThat(accepted).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    private static String mutated(Random random) {
        var time = NOW - 303 + random.nextInt(6);
        var header = new StringBuilder("t=" + time + ",v1=" + v1(time));
        for (var change = random.nextInt(4); change > 0; change--) {
            var at = random.nextInt(header.length());
            switch (random.nextInt(6)) {
                case 0 -> header.setCharAt(at, symbol(random));
                case 1 -> header.insert(at, symbol(random));
                case 2 -> header.deleteCharAt(at);
                case 3 -> header.append(",v1=").append(v1(time + random.nextInt(2)));
                case 4 -> header.insert(0, "t=" + (time + random.nextInt(2)) + ",");
                default -> header.append(',').append(symbol(random)).append(random.nextBoolean() ? "=1" : "");
            }
        }
        return header.toString();
    }

    private static char symbol(Random random) {
        var symbols = "tv=,01+- .aFé٣\t";
        return symbols.charAt(random.nextInt(symbols.length()));
    }
}
