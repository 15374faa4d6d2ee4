package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Detail;
import java.util.Base64;
import java.util.Map;

/**
 * Reads an {@code image_url}. Only data URLs are accepted: a customer who serves the image could see which provider fetches it. The
 * first bytes of the image must match the declared type.
 */
final class ImageReader {

    private static final String ADVICE =
            "Send the image itself as a data: URL, \"data:image/png;base64,…\". PNG, JPEG, WebP and GIF are supported.";

    private static final Map<String, Detail> DETAILS =
            Map.of("auto", Detail.AUTO, "low", Detail.LOW, "high", Detail.HIGH);

    private ImageReader() {}

    /** @param image an object with the URL, or the bare URL, which some clients send */
    static Part image(Field image) {
        var url = image.node().isTextual() ? image : image.object().at("url");
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
        var detail = image.at("detail").optional().map(field -> DETAILS.get(field.oneOf(DETAILS.keySet())));
        return new Part.Image(mediaType, base64, detail.orElse(Detail.AUTO));
    }

    private static byte[] decoded(Field url, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw url.invalid("The data is not valid Base64. " + ADVICE);
        }
    }

    private static boolean isImage(String mediaType, byte[] bytes) {
        return switch (mediaType) {
            case "image/png" -> startsWith(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
            case "image/jpeg" -> startsWith(bytes, 0, 0xFF, 0xD8, 0xFF);
            case "image/gif" -> startsWith(bytes, 0, 'G', 'I', 'F', '8');
            case "image/webp" -> startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P');
            default -> false;
        };
    }

    private static boolean startsWith(byte[] bytes, int offset, int... expected) {
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (var i = 0; i < expected.length; i++) {
            if ((bytes[offset + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
