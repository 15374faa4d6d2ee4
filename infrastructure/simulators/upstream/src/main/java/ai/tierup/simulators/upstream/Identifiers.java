package ai.tierup.simulators.upstream;

import java.util.SplittableRandom;

/** Generates ids in the formats of the real services. The same seed and order of calls give the same ids. */
final class Identifiers {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    Identifiers(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String generation(long createdEpochSecond) {
        return "gen-" + createdEpochSecond + "-" + alphanumeric(20);
    }

    String cloudflareRay() {
        return text(HEX, 16) + "-FRA";
    }

    String alphanumeric(int length) {
        return text(ALPHANUMERIC, length);
    }

    private synchronized String text(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
