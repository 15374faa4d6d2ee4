package ai.tierup.domain.payment;

/** The mode of payments: real ones, or tests that move no money. */
public enum PaymentMode {
    LIVE,
    TEST
}
