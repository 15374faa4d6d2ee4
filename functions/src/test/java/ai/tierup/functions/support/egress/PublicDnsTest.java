package ai.tierup.functions.support.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.functions.support.egress.PublicDns.AddressNotPublic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicDnsTest {

    private final Deque<String[]> answers = new ArrayDeque<>();
    private final PublicDns dns = new PublicDns(
            host -> Arrays.stream(answers.remove()).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));

    private void answer(String... addresses) {
        answers.add(addresses);
    }

    /** The client connects to what it gets here: a second look-up could be answered with another address. */
    @Test
    void theAddressThatWasCheckedIsTheOneThatIsUsed() throws UnknownHostException {
        answer("8.8.8.8");

        assertThat(dns.resolve("hook.example", 443).getFirst().getAddress())
                .isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
        assertThat(answers).isEmpty();
    }

    @Test
    void aNameThatChangesToAPrivateAddressIsRefusedFromThenOn() throws UnknownHostException {
        answer("8.8.8.8");
        answer("169.254.169.254");

        dns.resolve("hook.example");

        assertThatExceptionOfType(AddressNotPublic.class).isThrownBy(() -> dns.resolve("hook.example"));
    }

    /** Clients try the addresses of a name one after the other, so a private one among public ones would be asked. */
    @Test
    void aNameWithOnePrivateAddressIsRefused() {
        for (var addresses : List.of(new String[] {"8.8.8.8", "10.0.0.7"}, new String[] {"fd00::1", "8.8.8.8"})) {
            answer(addresses);
            assertThatExceptionOfType(AddressNotPublic.class).isThrownBy(() -> dns.resolve("hook.example"));
        }
    }
}
