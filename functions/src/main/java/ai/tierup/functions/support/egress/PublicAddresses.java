package ai.tierup.functions.support.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public Internet from those of private and reserved networks, by IANA's registries of special-purpose addresses
 * (November 2026). Of IPv6, only the space that is given out to the public counts, without the parts that carry IPv4 addresses.
 */
final class PublicAddresses {

    private static final List<Network> RESERVED_IPV4 = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3));

    private static final Network PUBLIC_IPV6 = Network.of("2000::", 3);

    private static final List<Network> RESERVED_IPV6 = List.of(
            Network.of("2001::", 23), Network.of("2001:db8::", 32), Network.of("2002::", 16), Network.of("3fff::", 20));

    private PublicAddresses() {}

    /** The addresses that begin with the first {@code bits} bits of {@code prefix}. */
    private record Network(InetAddress prefix, int bits) {

        static Network of(String prefix, int bits) {
            return new Network(InetAddress.ofLiteral(prefix), bits);
        }

        boolean contains(InetAddress address) {
            var expected = prefix.getAddress();
            var actual = address.getAddress();
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % Byte.SIZE);
                if (((expected[bit / Byte.SIZE] ^ actual[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static boolean contain(InetAddress address) {
        return address instanceof Inet4Address
                ? RESERVED_IPV4.stream().noneMatch(network -> network.contains(address))
                : PUBLIC_IPV6.contains(address)
                        && RESERVED_IPV6.stream().noneMatch(network -> network.contains(address));
    }
}
