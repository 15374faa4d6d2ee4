package ai.tierup.domain.conversation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of many kinds: what people send, and what is chosen to have as many tokens as it can. The same seed makes the same texts. */
public final class TextSamples {

    private static final String LOWER_CASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final String WHITE_SPACE = " \t\n\r\u00a0\u2003\u3000";

    /** The pairs of these letters are rare enough that no vocabulary has them. */
    private static final List<String> UNMERGED_PAIRS = List.of("jz", "qk", "xj", "zq", "vz");

    private static final List<String> WRITTEN = List.of(
            "The quick brown fox jumps over the lazy dog, and nobody's surprised that it didn't wait until 7:45 p.m. ",
            "Falsches Üben von Xylophonmusik quält jeden größeren Zwerg; Dès Noël, où un zéphyr haï me vêt de glaçons. ",
            "Съешь же ещё этих мягких французских булок, да выпей чаю. Ξεσκεπάζω την ψυχοφθόρα βδελυγμία. ",
            "我能吞下玻璃而不伤身体。いろはにほへと ちりぬるを。키스의 고유조건은 입술끼리 만나야 한다. ",
            "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า نص حكيم له سر قاطع وذو شأن عظيم דג סקרן שט בים מאוכזב ऋषियों को सताने वाले दुष्ट ",
            "public static int sum(int[] xs) {\n\tvar s = 0;\n\tfor (int x : xs) { s += x; }\n\treturn s; // O(n)\n}\n",
            "{\"id\":\"call_8f3\",\"args\":{\"lat\":52.5200066,\"lon\":13.404954,\"tags\":[\"a\",\"b\",null,true,-1.5e-7]}}\n",
            "2026-11-24T12:00:00.123Z WARN [pool-7-thread-12] c.a.b.Handler - retry=3 id=0x7fff5fbff8a0 /v1/x?y=%20z\n",
            "id,name,amount\n1,\"Smith, J.\",1234.56\n2,Müller,-0.01\n3,,99999999\n",
            "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪😀🧑‍🚀 <b>x</b> &amp; https://example.com/a/b?c=d#e a@b.co ");

    private TextSamples() {}

    /** Texts of about {@code length} characters, by kind. */
    public static Map<String, String> of(int length, long seed) {
        var random = new SplittableRandom(seed);
        var samples = new LinkedHashMap<String, String>();
        for (var i = 0; i < WRITTEN.size(); i++) {
            samples.put("written " + i, repeated(WRITTEN.get(i), length));
        }
        samples.put("one letter", "a".repeat(length));
        samples.put("random letters", drawn(length, LOWER_CASE, random));
        samples.put("unmerged letters", made(length, i -> UNMERGED_PAIRS.get(random.nextInt(UNMERGED_PAIRS.size()))));
        samples.put("one unmerged pair", repeated("jz", length));
        samples.put("camel soup", made(length, i -> letter(random, i % 2 == 0)));
        samples.put("base 64", drawn(length, BASE_64, random));
        samples.put("hex", drawn(length, "0123456789abcdef", random));
        samples.put("digits", drawn(length, "0123456789", random));
        samples.put("spaced digits", made(length, i -> random.nextInt(10) + " "));
        samples.put("digits and commas", made(length, i -> random.nextInt(10) + ","));
        samples.put("digits and line breaks", made(length, i -> random.nextInt(10) + "\n"));
        samples.put("spaced letters", made(length, i -> letter(random, false) + "  "));
        samples.put("punctuation", drawn(length, PUNCTUATION, random));
        samples.put("a run of punctuation", "=".repeat(length));
        samples.put("white space", drawn(length, WHITE_SPACE, random));
        samples.put("spaces", " ".repeat(length));
        samples.put("words in many cases", made(length, i -> i % 3 == 0 ? "fooBAR" : "Don'T-"));
        samples.put("ideographs", characters(length, 0x4e00, 0x9fff, random));
        samples.put("ideographs, extension B", characters(length, 0x20000, 0x2a6df, random));
        samples.put("hieroglyphs", characters(length, 0x13000, 0x1342e, random));
        samples.put("Hangul", characters(length, 0xac00, 0xd7a3, random));
        samples.put("Ethiopic", characters(length, 0x1200, 0x1356, random));
        samples.put("emoji", characters(length, 0x1f300, 0x1faff, random));
        samples.put("zalgo", made(length, i -> letter(random, false) + characters(8, 0x300, 0x36f, random)));
        samples.put("unassigned and private", characters(length, 0xe000, 0xf8ff, random));
        samples.put("controls", characters(length, 0x1, 0x1f, random));
        samples.put("anything", characters(length, 0x1, 0x10ffff, random));
        return samples;
    }

    private static String letter(SplittableRandom random, boolean upperCase) {
        var letter = (char) ('a' + random.nextInt(26));
        return String.valueOf(upperCase ? Character.toUpperCase(letter) : letter);
    }

    private static String repeated(String text, int length) {
        return made(length, i -> text);
    }

    private static String made(int length, IntFunction<String> piece) {
        var text = new StringBuilder();
        for (var i = 0; text.length() < length; i++) {
            text.append(piece.apply(i));
        }
        return text.toString();
    }

    private static String drawn(int length, String alphabet, SplittableRandom random) {
        return IntStream.range(0, length)
                .mapToObj(i -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                .collect(Collectors.joining());
    }

    private static String characters(int count, int first, int last, SplittableRandom random) {
        return random.ints(first, last + 1)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .limit(count)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Pieces of all kinds, in random order: what is between two kinds is a kind of its own. */
    public static String mixed(int pieces, long seed) {
        var random = new SplittableRandom(seed);
        var kinds = new ArrayList<>(of(40, seed).values());
        return IntStream.range(0, pieces)
                .mapToObj(i -> {
                    var kind = kinds.get(random.nextInt(kinds.size()));
                    var start = kind.offsetByCodePoints(0, random.nextInt(kind.codePointCount(0, kind.length())));
                    return kind.substring(start);
                })
                .collect(Collectors.joining());
    }
}
