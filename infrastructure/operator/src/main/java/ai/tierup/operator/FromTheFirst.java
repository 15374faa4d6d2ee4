package ai.tierup.operator;

import ai.tierup.domain.wallet.ScanMarks;
import java.util.Optional;

/** Scan marks for operator runs: always start at the first wallet and never move the scheduled jobs' marks. */
record FromTheFirst() implements ScanMarks {

    @Override
    public Optional<String> find(String job) {
        return Optional.empty();
    }

    @Override
    public void keep(String job, Optional<String> mark) {}
}
