package ai.tierup.functions.support.tokens;

/** The kinds of characters that the pattern of the tokeniser tells apart. */
enum CharacterKind {
    /** {@code Lu} and {@code Lt}. */
    UPPER_CASE,
    /** {@code Ll}. */
    LOWER_CASE,
    /** {@code Lm} and {@code Lo}. */
    CASELESS,
    /** {@code M}: not a letter, but allowed wherever a caseless letter is. */
    MARK,
    /** {@code N}. */
    NUMBER,
    /** Unicode's property {@code White_Space}. */
    SPACE,
    /** Everything else. */
    SYMBOL;

    private static final CharacterKind[] ASCII = new CharacterKind[0x80];

    static {
        for (var c = 0; c < ASCII.length; c++) {
            ASCII[c] = ofAny(c);
        }
    }

    static CharacterKind of(int c) {
        return c < ASCII.length ? ASCII[c] : ofAny(c);
    }

    private static CharacterKind ofAny(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> UPPER_CASE;
            case Character.LOWERCASE_LETTER -> LOWER_CASE;
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> CASELESS;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> MARK;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> SPACE;
            default -> (c >= '\t' && c <= '\r') || c == '\u0085' ? SPACE : SYMBOL;
        };
    }

    boolean isLetter() {
        return this == UPPER_CASE || this == LOWER_CASE || this == CASELESS;
    }

    boolean isUpperCaseLike() {
        return this == UPPER_CASE || this == CASELESS || this == MARK;
    }

    boolean isLowerCaseLike() {
        return this == LOWER_CASE || this == CASELESS || this == MARK;
    }
}
