package ai.tierup.domain.access;

import ai.tierup.domain.audit.Network;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Limits how many requests the visitors from one network send to the playground on a UTC day, and counts their proofs of work. */
public final class VisitorQuotas {

    private static final String UNKNOWN_NETWORK = "unknown";

    private final DayQuotas quotas;
    private final int maxRequestsPerNetwork;

    public VisitorQuotas(DayQuotas quotas, int maxRequestsPerNetwork) {
        this.quotas = quotas;
        this.maxRequestsPerNetwork = maxRequestsPerNetwork;
    }

    /** Counts a request. Returns false if its network has sent enough today. Those whose network is not known count together. */
    public boolean takeRequest(Optional<Network> network, Instant now) {
        var name = network.map(Network::prefix).orElse(UNKNOWN_NETWORK);
        return quotas.take("VISITS#" + name, LocalDate.ofInstant(now, ZoneOffset.UTC), maxRequestsPerNetwork);
    }

    /** Returns true to the first who presents a proof of work. */
    public boolean takeProof(String proof, Instant expiresAt) {
        return quotas.take("VISITPROOF#" + proof, LocalDate.ofInstant(expiresAt, ZoneOffset.UTC), 1);
    }

    public int maxRequestsPerNetwork() {
        return maxRequestsPerNetwork;
    }

    /** Returns when the quotas of the day of {@code now} start again at zero. */
    public Instant renewedAt(Instant now) {
        return AccessQuotas.renewedAt(now);
    }
}
