package ai.tierup.domain.canary;

/** One of the two groups of accounts that are compared. */
enum Arm {
    LIVE,
    CANARY
}
