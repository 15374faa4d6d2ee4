package ai.tierup.domain.assess;

/**
 * An estimate, and the bounds between which the true value lies with a stated confidence.
 *
 * @param low not a number, or infinite, if there is too little to estimate it from; the same holds for the others
 */
public record Interval(double low, double estimate, double high) {}
