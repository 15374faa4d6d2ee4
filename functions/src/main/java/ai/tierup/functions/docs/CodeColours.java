package ai.tierup.functions.docs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours code: comments, texts and a few words of each language, in one pass and without a grammar. Enough for examples, which are short. What
 * it does not know keeps its colour.
 */
final class CodeColours {

    private static final String TEXT =
            "(?<text>\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])*'|`(?:\\\\.|[^`\\\\])*`)";
    private static final String HASH_COMMENT = "(?<comment>(?<![^\\s])#[^\\n]*)";
    private static final String SLASH_COMMENT = "(?<comment>(?<!:)//[^\\n]*|/\\*[\\s\\S]*?\\*/)";
    private static final String NO_COMMENT = "(?<comment>(?!)x)";

    private static final Pattern PYTHON = pattern(
            HASH_COMMENT,
            "and|as|break|class|def|elif|else|except|False|for|from|if|import|in|is|lambda|None|not|or|return|True|try|while|with");
    private static final Pattern SCRIPT = pattern(
            SLASH_COMMENT,
            "async|await|break|class|const|else|export|false|for|from|function|if|import|let|new|null|of|return|throw|true|try|while");
    private static final Pattern JAVA = pattern(
            SLASH_COMMENT,
            "class|final|for|if|import|new|null|public|record|return|static|try|var|void|while|true|false");
    private static final Pattern SHELL = pattern(
            HASH_COMMENT,
            "export|curl|npm|npx|pip|python3|node|codex|claude|opencode|cline|litellm|kill|scripts/start");
    private static final Pattern DATA = pattern(NO_COMMENT, "true|false|null");
    private static final Pattern SETTINGS = pattern(HASH_COMMENT, "true|false|null");

    private CodeColours() {}

    private static Pattern pattern(String comment, String words) {
        return Pattern.compile(comment + "|" + TEXT + "|(?<word>(?<![\\w.$/-])(?:" + words
                + ")(?![\\w-]))|(?<number>(?<![\\w.-])\\d[\\d_.]*\\b)");
    }

    /** Returns HTML with the classes {@code c}, {@code s}, {@code k} and {@code n}. */
    static String html(String code, String language) {
        var pattern = switch (language.toLowerCase(Locale.ROOT)) {
            case "python" -> PYTHON;
            case "js", "ts", "javascript" -> SCRIPT;
            case "java" -> JAVA;
            case "sh" -> SHELL;
            case "json" -> DATA;
            case "toml", "yaml" -> SETTINGS;
            default -> null;
        };
        if (pattern == null) {
            return escape(code);
        }
        var html = new StringBuilder();
        var matcher = pattern.matcher(code);
        var end = 0;
        while (matcher.find()) {
            html.append(escape(code.substring(end, matcher.start())));
            html.append("<span class=\"").append(kind(matcher)).append("\">");
            html.append(escape(matcher.group())).append("</span>");
            end = matcher.end();
        }
        return html.append(escape(code.substring(end))).toString();
    }

    private static String kind(Matcher matcher) {
        if (matcher.group("comment") != null) {
            return "c";
        }
        if (matcher.group("text") != null) {
            return "s";
        }
        return matcher.group("word") != null ? "k" : "n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
