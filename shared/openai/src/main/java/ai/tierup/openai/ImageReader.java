package ai.tierup.openai;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.ImageType;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Detail;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;

/**
 * Reads the URL of an image: a data URL, or the https address of an image. We fetch such an image ourselves, because a customer who
 * serves it could otherwise see which provider does. The first bytes of an image must match its type.
 */
public final class ImageReader {

    private static final String ADVICE =
            "Send an https address, or the image itself as a data: URL, \"data:image/png;base64,…\". PNG, JPEG, WebP"
                    + " and GIF are supported.";

    private static final int MAX_ADDRESS_LENGTH = 8192;
    private static final String HTTPS = "https:";

    private ImageReader() {}

    /** @param url a string */
    public static Part.Content image(Field url, Detail detail) {
        return url.text().regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? link(url, detail) : data(url, detail);
    }

    private static Part.Content link(Field url, Detail detail) {
        try {
            var address = new URI(url.text(MAX_ADDRESS_LENGTH));
            if (Part.ImageLink.isFetchable(address)) {
                return new Part.ImageLink(address, detail, url.path());
            }
        } catch (URISyntaxException e) {
            throw url.invalid("The address of the image is not a valid URL. " + ADVICE);
        }
        throw url.invalid(
                "Send the address of an image with a host, without a user and without a port other than 443.");
    }

    private static Part.Content data(Field url, Detail detail) {
        var text = url.text();
        var comma = text.indexOf(',');
        if (!text.startsWith("data:") || comma < 0 || !text.startsWith(";base64", comma - ";base64".length())) {
            throw url.invalid(ADVICE);
        }
        var mediaType = text.substring("data:".length(), comma - ";base64".length());
        var base64 = text.substring(comma + 1);
        if (!isImage(mediaType, decoded(url, base64))) {
            throw url.invalid("The data is not an image of the declared type. " + ADVICE);
        }
        return new Part.Image(mediaType, base64, detail);
    }

    private static byte[] decoded(Field url, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw url.invalid("The data is not valid Base64. " + ADVICE);
        }
    }

    private static boolean isImage(String mediaType, byte[] bytes) {
        return ImageType.of(bytes)
                .filter(type -> type.mediaType().equals(mediaType))
                .isPresent();
    }
}
