package ai.tierup.domain.books;

/**
 * A row of the ledger.
 *
 * @param name partition and sort key, by which the row can be looked up
 * @param intact whether the row is unchanged since it was written
 */
public record Row<T>(T content, String name, boolean intact) {}
