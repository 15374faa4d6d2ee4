package ai.tierup.simulators.dynamodb;

/**
 * Capacity units that AWS would bill.
 *
 * @param read read units; an eventually consistent read costs half a unit
 */
public record Units(int write, double read) {

    public static final Units NONE = new Units(0, 0);

    Units plus(Units other) {
        return new Units(write + other.write, read + other.read);
    }

    public Units minus(Units other) {
        return new Units(write - other.write, read - other.read);
    }
}
