package ai.tierup.dynamodb;

/** The names of the four tables, which {@code template.yaml} declares. */
public record TableNames(String wallets, String ledger, String directory, String transients) {}
