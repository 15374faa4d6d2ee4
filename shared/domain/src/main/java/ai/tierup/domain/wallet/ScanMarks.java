package ai.tierup.domain.wallet;

import java.util.Optional;

/**
 * The positions that jobs over all wallets have reached, so that their next runs continue there. A mark is only a hint: two concurrent
 * runs may overwrite each other's mark, and then visit some wallets twice.
 */
public interface ScanMarks {

    Optional<String> find(String job);

    /** @param mark position reached; empty after the last wallet */
    void keep(String job, Optional<String> mark);
}
