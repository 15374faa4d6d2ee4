package ai.tierup.local;

import ai.tierup.domain.wallet.ScanMarks;
import java.util.Optional;

/** The marks are the functions': what an operator runs over all wallets neither begins at them nor moves them. */
record FromTheFirst() implements ScanMarks {

    @Override
    public Optional<String> find(String job) {
        return Optional.empty();
    }

    @Override
    public void keep(String job, Optional<String> mark) {}
}
