package ai.tierup.domain.meter;

import ai.tierup.domain.conversation.ImageType;
import java.util.Optional;

/**
 * The size that the header of an image states.
 *
 * @param width pixels, at least 1 and less than 2³²
 * @param height pixels, at least 1 and less than 2³²
 */
record ImageHeader(long width, long height) {

    /** The longest beginning of a file that tells the size of a PNG, GIF or WebP. */
    private static final int PREFIX_BYTES = 30;

    /** Cameras and editors write about twenty segments before the frame of a JPEG. Bounds the time that a made-up file takes. */
    private static final int MAX_SEGMENTS = 4_096;

    /** Returns the header of an image, whatever type it was said to be; empty if it cannot be read. */
    static Optional<ImageHeader> of(String base64) {
        var bytes = new Base64Bytes(base64);
        try {
            return ImageType.of(bytes.first(PREFIX_BYTES))
                    .flatMap(type -> switch (type) {
                        case PNG -> png(bytes);
                        case GIF -> known(bytes.littleEndian(6, 2), bytes.littleEndian(8, 2));
                        case WEBP -> webp(bytes);
                        case JPEG -> jpeg(bytes);
                    })
                    .filter(header -> header.width > 0 && header.height > 0);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty(); // The image ends within its header, or is no Base64.
        }
    }

    private static Optional<ImageHeader> known(long width, long height) {
        return Optional.of(new ImageHeader(width, height));
    }

    private static Optional<ImageHeader> png(Base64Bytes bytes) {
        return bytes.text(12, 4).equals("IHDR")
                ? known(bytes.bigEndian(16, 4), bytes.bigEndian(20, 4))
                : Optional.empty();
    }

    private static Optional<ImageHeader> webp(Base64Bytes bytes) {
        return switch (bytes.text(12, 4)) {
            case "VP8 " -> known(bytes.littleEndian(26, 2) & 0x3FFF, bytes.littleEndian(28, 2) & 0x3FFF);
            case "VP8L" -> {
                var sizes = bytes.littleEndian(21, 4);
                yield known((sizes & 0x3FFF) + 1, ((sizes >> 14) & 0x3FFF) + 1);
            }
            case "VP8X" -> known(bytes.littleEndian(24, 3) + 1, bytes.littleEndian(27, 3) + 1);
            default -> Optional.empty();
        };
    }

    /** Walks through the segments to the first one that starts a frame. */
    private static Optional<ImageHeader> jpeg(Base64Bytes bytes) {
        var at = 2;
        for (var segment = 0; segment < MAX_SEGMENTS && bytes.at(at) == 0xFF; segment++) {
            var marker = bytes.at(at + 1);
            if (isFrame(marker)) {
                return known(bytes.bigEndian(at + 7, 2), bytes.bigEndian(at + 5, 2));
            }
            if (marker == 0xFF) {
                at++; // Markers may be padded.
            } else if (isStandalone(marker)) {
                at += 2;
            } else if (marker < 0xC0 || marker == 0xD9 || marker == 0xDA) {
                return Optional.empty();
            } else {
                at += 2 + (int) Math.max(2, bytes.bigEndian(at + 2, 2));
            }
        }
        return Optional.empty();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isStandalone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }
}
