package ai.tierup.domain.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The network of an address: the first 24 bits of an IPv4 address, or the first 64 of an IPv6 address. It tells networks apart without
 * naming a person's device.
 *
 * @param prefix such as {@code 192.0.2.0/24}
 */
public record Network(String prefix) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV4_PREFIX_BYTES = 3;
    private static final int IPV6_PREFIX_BYTES = 8;

    /** Returns the network of an address in digits; empty if {@code address} is none. Never resolves a name. */
    public static Optional<Network> of(String address) {
        try {
            return Optional.of(of(InetAddress.ofLiteral(address)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Network of(InetAddress address) {
        var bytes = address.getAddress();
        var prefixBytes = bytes.length == IPV4_BYTES ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
        for (var i = prefixBytes; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        try {
            return new Network(InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefixBytes * Byte.SIZE);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of 4 or 16 bytes is always valid", e);
        }
    }

    @Override
    public String toString() {
        return prefix;
    }
}
