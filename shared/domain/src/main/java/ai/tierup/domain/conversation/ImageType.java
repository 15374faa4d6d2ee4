package ai.tierup.domain.conversation;

import java.util.Arrays;
import java.util.Optional;

/** The image formats that models read. They are told apart by their first bytes. */
public enum ImageType {
    PNG("image/png", "\u0089PNG\r\n\u001A\n"),
    JPEG("image/jpeg", "\u00FF\u00D8\u00FF"),
    GIF("image/gif", "GIF8"),
    WEBP("image/webp", "RIFF????WEBP");

    private static final char ANY = '?';

    private final String mediaType;

    /** The first bytes in ISO 8859-1. */
    private final String signature;

    ImageType(String mediaType, String signature) {
        this.mediaType = mediaType;
        this.signature = signature;
    }

    /** Returns the format of an image; empty if it has none of these. */
    public static Optional<ImageType> of(byte[] image) {
        return Arrays.stream(values()).filter(type -> type.begins(image)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    private boolean begins(byte[] image) {
        if (image.length < signature.length()) {
            return false;
        }
        for (var i = 0; i < signature.length(); i++) {
            if (signature.charAt(i) != ANY && signature.charAt(i) != (image[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
