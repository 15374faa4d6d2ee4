package ai.tierup.functions.support.wiring;

/** A setting that cannot be used. The message is one line that says which, and what it should be. */
public final class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String name, String expected) {
        super(name + " must be " + expected);
    }
}
