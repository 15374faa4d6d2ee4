package ai.tierup.domain.meter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.Part;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTokensTest {

    private static final String JPEG = "ffd8";
    private static final String EXIF = "ffe10008457869660000";
    private static final String FRAME = "ffc0001108%04x%04x03012200021101031101";

    static Part.Image gif(int width, int height) {
        return image("474946383961" + swapped(width, 2) + swapped(height, 2) + "f70000");
    }

    private static Part.Image png(long width, long height) {
        return image("89504e470d0a1a0a0000000d49484452%08x%08x0802000000".formatted(width, height));
    }

    private static Part.Image image(String hex) {
        return image(HexFormat.of().parseHex(hex));
    }

    private static Part.Image image(byte[] bytes) {
        return new Part.Image("image/png", Base64.getEncoder().encodeToString(bytes), Part.Detail.AUTO);
    }

    private static String swapped(long value, int bytes) {
        var hex = new StringBuilder();
        for (var i = 0; i < bytes; i++) {
            hex.append("%02x".formatted((value >> (8 * i)) & 0xFF));
        }
        return hex.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 64",
        "240, 200, 64",
        "750, 64, 64",
        "750, 65, 65",
        "751, 65, 66",
        "1024, 768, 1049",
        "1000, 1200, 1600",
        "1000, 1201, 1600",
        "8192, 8192, 1600",
        "65535, 65535, 1600"
    })
    void anImageIsATokenForEach750PixelsWithinBounds(int width, int height, int tokens) {
        assertThat(ImageTokens.of(gif(width, height))).isEqualTo(tokens);
        assertThat(ImageTokens.of(png(width, height))).isEqualTo(tokens);
        assertThat(ImageTokens.of(image(JPEG + EXIF + FRAME.formatted(height, width))))
                .isEqualTo(tokens);
    }

    @Test
    void theSizeOfEveryKindOfWebPIsRead() {
        var riff = "52494646ffffffff57454250";
        var lossy = riff + "56503820" + "ffffffff" + "3001009d012a" + swapped(750, 2) + swapped(0xC000 | 100, 2);
        var lossless = riff + "5650384c" + "ffffffff" + "2f" + swapped(749 | (99 << 14), 4) + "00000000";
        var extended = riff + "56503858" + "0a000000" + "10000000" + swapped(749, 3) + swapped(99, 3);

        assertThat(ImageTokens.of(image(lossy))).isEqualTo(100);
        assertThat(ImageTokens.of(image(lossless))).isEqualTo(100);
        assertThat(ImageTokens.of(image(extended))).isEqualTo(100);
    }

    /** As four encoders wrote it: 750 × 100 pixels of one colour. */
    @Test
    void theSizeOfAJpegIsThatOfItsFirstFrame() {
        var frame = FRAME.formatted(100, 750);
        var large = "ffe1ffff" + "00".repeat(0xFFFD);

        assertThat(ImageTokens.of(image(JPEG + "ffe000104a46494600010100000100010000" + frame + FRAME.formatted(9, 9))))
                .isEqualTo(100);
        assertThat(ImageTokens.of(image(JPEG + large + large + "ffdb0003aa" + frame)))
                .isEqualTo(100);
        assertThat(ImageTokens.of(image(JPEG + "ffffffffe10004aabb" + frame.replace("ffc0", "ffffc2"))))
                .isEqualTo(100);
        assertThat(ImageTokens.of(image(JPEG + "ffc40004aabb" + "ffcc0004aabb" + "ffd0" + frame)))
                .isEqualTo(100);
    }

    @Test
    void anImageWhoseHeaderCannotBeReadIsTheLargest() {
        assertThat(ImageTokens.of(gif(0, 100))).isEqualTo(1_600);
        assertThat(ImageTokens.of(png(100, 0))).isEqualTo(1_600);
        assertThat(ImageTokens.of(image("89504e470d0a1a0a0000000d49444154" + "00000001".repeat(2))))
                .isEqualTo(1_600);
        assertThat(ImageTokens.of(image(JPEG + "ffda0004aabb" + FRAME.formatted(100, 750))))
                .isEqualTo(1_600);
        assertThat(ImageTokens.of(image(JPEG + "ffd9" + FRAME.formatted(100, 750))))
                .isEqualTo(1_600);
        assertThat(ImageTokens.of(image("52494646ffffffff57454250" + "41424344" + "00".repeat(20))))
                .isEqualTo(1_600);
        assertThat(ImageTokens.of(image("ffd8ff"))).isEqualTo(1_600);
        assertThat(ImageTokens.of(image("3c7376672f3e"))).isEqualTo(1_600);
        assertThat(ImageTokens.of(new Part.Image("image/png", "", Part.Detail.AUTO)))
                .isEqualTo(1_600);
        assertThat(ImageTokens.of(new Part.Image("image/png", "iVBORw0KGgo???", Part.Detail.AUTO)))
                .isEqualTo(1_600);
    }

    @Test
    void aHeaderThatStatesAnAbsurdSizeIsTheLargest() {
        assertThat(ImageTokens.of(png(0xFFFF_FFFFL, 0xFFFF_FFFFL))).isEqualTo(1_600);
        assertThat(ImageTokens.of(png(0xFFFF_FFFFL, 1))).isEqualTo(1_600);
    }

    /** A file of millions of segments is not walked through. */
    @Test
    void theWalkThroughAJpegEnds() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(JPEG));
        bytes.writeBytes(HexFormat.of().parseHex("ffe10002".repeat(5_000) + FRAME.formatted(100, 750)));

        assertThat(ImageTokens.of(image(bytes.toByteArray()))).isEqualTo(1_600);
    }

    @Test
    void noHeaderIsCountedOutsideTheBounds() {
        var random = new SplittableRandom(17);
        var starts = new String[] {JPEG + "ff", "89504e470d0a1a0a", "47494638", "524946460000000057454250565038"};
        for (var i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            var start = HexFormat.of().parseHex(starts[random.nextInt(starts.length)]);
            System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));

            assertThat(ImageTokens.of(image(bytes))).as(Arrays.toString(bytes)).isBetween(64, 1_600);
        }
    }
}
