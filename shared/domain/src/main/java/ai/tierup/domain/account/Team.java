package ai.tierup.domain.account;

/**
 * A number of keys of one account that share limits.
 *
 * @param limits the most that all its keys together may spend in each window
 */
public record Team(TeamName name, KeyLimits limits) {}
