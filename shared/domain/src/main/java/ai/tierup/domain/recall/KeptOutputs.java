package ai.tierup.domain.recall;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Store of sealed outputs. An expired output counts as absent, even if it is still stored. */
public interface KeptOutputs {

    /** Keeps the output of an answer. Keeping it again is the same. */
    void keep(AccountId account, RequestId answer, byte[] sealed, Instant expiresAt);

    /** The outputs of {@code answers} that are kept for this account; others are missing. */
    Map<RequestId, byte[]> find(AccountId account, Set<RequestId> answers, Instant now);
}
