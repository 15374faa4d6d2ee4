package ai.tierup.functions.support.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to public addresses only. The client connects to the addresses that this returns, so that a name which changes its
 * address after the check gains nothing.
 */
public final class PublicDns implements DnsResolver {

    /** Asks for the addresses of a name. */
    interface Lookup {

        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** A name has an address that is not public. */
    public static final class AddressNotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;
    }

    private final Lookup lookup;

    public PublicDns() {
        this(InetAddress::getAllByName);
    }

    PublicDns(Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = lookup.addresses(host);
        for (var address : addresses) {
            if (!PublicAddresses.contain(address)) {
                throw new AddressNotPublic();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
