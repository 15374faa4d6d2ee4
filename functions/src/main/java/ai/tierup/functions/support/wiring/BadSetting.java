package ai.tierup.functions.support.wiring;

/** Thrown for a missing or invalid setting. The message is one line with its name and what it must be. */
public final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String name, String expected) {
        super(name + " must be " + expected);
    }
}
