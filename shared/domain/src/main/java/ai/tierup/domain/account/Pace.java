package ai.tierup.domain.account;

/** What a soft limit of a key limits. The last minute is a sliding window. */
public enum Pace {
    REQUESTS_PER_MINUTE,
    TOKENS_PER_MINUTE,
    CONCURRENT_REQUESTS
}
