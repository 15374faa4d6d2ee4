package ai.tierup.operator;

import ai.tierup.domain.wallet.ScanMarks;
import java.util.Optional;

/** Scan marks for operator runs: always start at the first wallet, and never move the marks of scheduled jobs. */
record NoScanMarks() implements ScanMarks {

    @Override
    public Optional<String> find(String job) {
        return Optional.empty();
    }

    @Override
    public void keep(String job, Optional<String> mark) {}
}
