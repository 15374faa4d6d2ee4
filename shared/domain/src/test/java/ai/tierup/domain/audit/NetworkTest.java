package ai.tierup.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.255, 192.0.2.0/24",
        "127.0.0.1, 127.0.0.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "::ffff:192.0.2.7, 192.0.2.0/24"
    })
    void anAddressIsReducedToItsNetwork(String address, String prefix) {
        assertThat(Network.of(address)).contains(new Network(prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "192.0.2.7, 10.0.0.1", "one.example", "::g"})
    void aTextThatIsNoAddressHasNoNetwork(String text) {
        assertThat(Network.of(text)).isEmpty();
    }
}
