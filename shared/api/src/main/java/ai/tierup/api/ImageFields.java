package ai.tierup.api;

import ai.tierup.domain.conversation.ImageType;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Detail;
import java.util.Base64;

/** Reads images: their bytes, or the https address of one. The first bytes of an image must match its type. */
public final class ImageFields {

    private static final String FORMATS = "PNG, JPEG, WebP and GIF are supported.";

    private ImageFields() {}

    /** @param field the field that has the image, for errors about it */
    public static Part.Image image(Field field, String mediaType, String base64, Detail detail) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw field.invalid("The data is not valid Base64. " + FORMATS);
        }
        return ImageType.of(bytes)
                .filter(type -> type.mediaType().equals(mediaType))
                .map(type -> new Part.Image(mediaType, base64, detail))
                .orElseThrow(() -> field.invalid("The data is not an image of the declared type. " + FORMATS));
    }

    public static Part.ImageLink link(Field url, Detail detail) {
        return new Part.ImageLink(LinkFields.address(url), detail, url.path());
    }
}
