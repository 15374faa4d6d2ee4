package ai.tierup.openai;

import ai.tierup.api.Field;
import ai.tierup.api.ImageFields;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Part.Detail;

/** Reads the URL of an image: a data URL, or the https address of an image. */
public final class ImageReader {

    private static final String ADVICE =
            "Send an https address, or the image itself as a data: URL, \"data:image/png;base64,…\". PNG, JPEG, WebP"
                    + " and GIF are supported.";

    private static final String HTTPS = "https:";

    private ImageReader() {}

    /** @param url a string */
    public static Part.Content image(Field url, Detail detail) {
        return url.text().regionMatches(true, 0, HTTPS, 0, HTTPS.length())
                ? ImageFields.link(url, detail)
                : data(url, detail);
    }

    private static Part.Content data(Field url, Detail detail) {
        var text = url.text();
        var comma = text.indexOf(',');
        if (!text.startsWith("data:") || comma < 0 || !text.startsWith(";base64", comma - ";base64".length())) {
            throw url.invalid(ADVICE);
        }
        var mediaType = text.substring("data:".length(), comma - ";base64".length());
        return ImageFields.image(url, mediaType, text.substring(comma + 1), detail);
    }
}
