package ai.tierup.domain.wallet;

import java.util.Optional;

/**
 * How far a job that looks at every wallet has come, so that its next run goes on there. Only a hint: two runs at once may overwrite
 * each other's mark, and then look at some wallets twice.
 */
public interface ScanMarks {

    Optional<String> find(String job);

    /** @param mark empty when all have been looked at */
    void keep(String job, Optional<String> mark);
}
