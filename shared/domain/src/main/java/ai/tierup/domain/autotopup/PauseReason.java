package ai.tierup.domain.autotopup;

import java.util.Locale;

/** Why automatic top-ups have paused. Stored and shown by their public names, which never change. */
public enum PauseReason {
    /** The saved payment method was declined {@value Progress#MAX_FAILURES} times in a row. */
    DECLINED,

    /** The bank wants the customer to confirm the payment. */
    AUTHENTICATION_REQUIRED;

    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
