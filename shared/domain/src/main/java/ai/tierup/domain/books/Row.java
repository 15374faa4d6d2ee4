package ai.tierup.domain.books;

/**
 * Something as the ledger has it.
 *
 * @param name partition and sort key, for whoever wants to look at it
 * @param intact whether it still says what it said when it was put
 */
public record Row<T>(T content, String name, boolean intact) {}
