package ai.tierup.domain.id;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Draws our own tool-call ids: {@code call_} and 24 base-62 characters, a form that every model family accepts. */
public final class ToolCallIds {

    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 24;
    private static final Pattern FORM = Pattern.compile("call_[0-9A-Za-z]{24}");

    private final RandomGenerator random;

    public ToolCallIds(RandomGenerator random) {
        this.random = random;
    }

    public static boolean isOurs(String id) {
        return FORM.matcher(id).matches();
    }

    public String next() {
        var id = new StringBuilder("call_");
        for (var i = 0; i < LENGTH; i++) {
            id.append(BASE_62.charAt(random.nextInt(BASE_62.length())));
        }
        return id.toString();
    }
}
