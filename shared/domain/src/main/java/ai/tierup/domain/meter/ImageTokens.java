package ai.tierup.domain.meter;

import ai.tierup.domain.conversation.Part;

/** Counts an image: a token for each 750 pixels that its header states, rounded up, within bounds. */
final class ImageTokens {

    static final int MIN = 64;

    /** Also the count of an image whose header cannot be read, or that has not been fetched. */
    static final int MAX = 1_600;

    private static final int PIXELS_PER_TOKEN = 750;

    private ImageTokens() {}

    static int of(Part.Image image) {
        return ImageHeader.of(image.base64())
                .map(header -> tokens(header.width(), header.height()))
                .orElse(MAX);
    }

    private static int tokens(long width, long height) {
        // A side of 2³² pixels, twice, is more than a long can be.
        var pixels = Math.min(width, MAX * (long) PIXELS_PER_TOKEN) * Math.min(height, MAX * (long) PIXELS_PER_TOKEN);
        return Math.clamp(Math.ceilDiv(pixels, (long) PIXELS_PER_TOKEN), MIN, MAX);
    }
}
