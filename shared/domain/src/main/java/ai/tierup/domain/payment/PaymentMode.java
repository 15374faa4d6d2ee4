package ai.tierup.domain.payment;

/** Whether money moves. */
public enum PaymentMode {
    LIVE,
    TEST
}
