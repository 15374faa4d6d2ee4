package ai.tierup.functions.support.tokens;

/**
 * Splits a text into words, within which tokens are formed, as this pattern of {@code o200k_base} does:
 *
 * <pre>
 *   [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 * | [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 * | \p{N}{1,3}
 * |  ?[^\s\p{L}\p{N}]+[\r\n/]*
 * | \s*[\r\n]+
 * | \s+(?!\S)
 * | \s+
 * </pre>
 *
 * <p>The same regular expression would take four times as long as everything else.
 */
final class WordSplitter {

    private static final int MAX_DIGITS = 3;
    private static final int NOT_FOUND = -1;

    private WordSplitter() {}

    /** The end of the word that starts at {@code start}. */
    static int endOfWord(String text, int start) {
        var first = text.codePointAt(start);
        var kind = CharacterKind.of(first);
        if (kind == CharacterKind.NUMBER) {
            return endOfNumber(text, start);
        }
        var word = endOfLetters(text, start, first, kind);
        if (word != NOT_FOUND) {
            return endOfContraction(text, word);
        }
        if (kind != CharacterKind.SPACE) {
            return endOfSymbols(text, start);
        }
        if (first == ' ' && start + 1 < text.length() && isSymbol(text.codePointAt(start + 1))) {
            return endOfSymbols(text, start + 1);
        }
        return endOfSpace(text, start);
    }

    private static int endOfNumber(String text, int start) {
        var end = start;
        for (var digits = 0; digits < MAX_DIGITS && end < text.length(); digits++) {
            var c = text.codePointAt(end);
            if (CharacterKind.of(c) != CharacterKind.NUMBER) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Letters, after at most one other character. Prefers upper case followed by lower case to upper case alone. */
    private static int endOfLetters(String text, int start, int first, CharacterKind kind) {
        var isLetter = kind.isLetter();
        var afterFirst = start + Character.charCount(first);
        var withOther = isLetter || first == '\r' || first == '\n' ? NOT_FOUND : endOfMixedCase(text, afterFirst);
        if (withOther != NOT_FOUND) {
            return withOther;
        }
        var alone = isLetter || kind == CharacterKind.MARK ? endOfMixedCase(text, start) : NOT_FOUND;
        if (alone != NOT_FOUND) {
            return alone;
        }
        if (!isLetter && (first == '\r' || first == '\n')) {
            return NOT_FOUND;
        }
        var from = isLetter ? start : afterFirst;
        var end = endOfUpperCase(text, from);
        return end == from ? NOT_FOUND : end;
    }

    /** The end of upper case letters or none, and at least one letter that is not upper case; negative if there is none. */
    private static int endOfMixedCase(String text, int from) {
        var end = from;
        var lastCaseless = NOT_FOUND;
        while (end < text.length()) {
            var c = text.codePointAt(end);
            var kind = CharacterKind.of(c);
            if (!kind.isUpperCaseLike()) {
                if (kind == CharacterKind.LOWER_CASE) {
                    return endOfLowerCase(text, end);
                }
                break;
            }
            end += Character.charCount(c);
            if (kind.isLowerCaseLike()) {
                lastCaseless = end;
            }
        }
        return lastCaseless;
    }

    private static int endOfUpperCase(String text, int from) {
        var end = from;
        while (end < text.length()) {
            var c = text.codePointAt(end);
            if (!CharacterKind.of(c).isUpperCaseLike()) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static int endOfLowerCase(String text, int from) {
        var end = from;
        while (end < text.length()) {
            var c = text.codePointAt(end);
            if (!CharacterKind.of(c).isLowerCaseLike()) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static int endOfContraction(String text, int start) {
        if (start + 1 >= text.length() || text.charAt(start) != '\'') {
            return start;
        }
        var second = start + 2 < text.length() ? Character.toLowerCase(text.charAt(start + 2)) : ' ';
        return switch (Character.toLowerCase(text.charAt(start + 1))) {
            case 's', 'ſ', 't', 'm', 'd' -> start + 2;
            case 'r', 'v' -> second == 'e' ? start + 3 : start;
            case 'l' -> second == 'l' ? start + 3 : start;
            default -> start;
        };
    }

    private static boolean isSymbol(int c) {
        var kind = CharacterKind.of(c);
        return kind == CharacterKind.SYMBOL || kind == CharacterKind.MARK;
    }

    private static int endOfSymbols(String text, int from) {
        var end = from;
        while (end < text.length()) {
            var c = text.codePointAt(end);
            if (!isSymbol(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        while (end < text.length() && "\r\n/".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /** White space up to its last line break. Without one, all of it but its last character, which belongs to the next word. */
    private static int endOfSpace(String text, int start) {
        var end = start;
        var afterBreak = NOT_FOUND;
        while (end < text.length() && CharacterKind.of(text.charAt(end)) == CharacterKind.SPACE) {
            var c = text.charAt(end++);
            if (c == '\r' || c == '\n') {
                afterBreak = end;
            }
        }
        if (afterBreak != NOT_FOUND) {
            return afterBreak;
        }
        return end == text.length() || end == start + 1 ? end : end - 1;
    }
}
