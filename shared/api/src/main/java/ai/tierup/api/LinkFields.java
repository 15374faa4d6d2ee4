package ai.tierup.api;

import ai.tierup.domain.conversation.Part;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads the https addresses of files. We fetch these ourselves, because a customer who serves one could otherwise see which provider does. */
final class LinkFields {

    private static final int MAX_ADDRESS_LENGTH = 8192;

    private LinkFields() {}

    static URI address(Field url) {
        try {
            var address = new URI(url.text(MAX_ADDRESS_LENGTH));
            if (Part.Link.isFetchable(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw url.invalid("The address is not a valid URL. Send an https address, or the file itself in Base64.");
        }
        throw url.invalid(
                "Send the https address of a file, with a host, without a user and without a port other than 443.");
    }
}
