package ai.tierup.domain.access;

import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.audit.Network;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Limits how many codes a mailbox and a network get on a UTC day, and how many they may try. */
public final class AccessQuotas {

    private static final int MAX_CODES_PER_MAILBOX = 5;
    private static final int MAX_TRIES_PER_MAILBOX = 25;

    private final DayQuotas quotas;
    private final int maxCodesPerNetwork;

    /** @param maxCodesPerNetwork a network may try {@link Challenge#MAX_TRIES} times as many */
    public AccessQuotas(DayQuotas quotas, int maxCodesPerNetwork) {
        this.quotas = quotas;
        this.maxCodesPerNetwork = maxCodesPerNetwork;
    }

    /** Counts a code for the network, then for the mailbox. Returns false if one of them has had enough. */
    boolean takeCode(MailHash mailbox, Optional<Network> network, Instant now) {
        return takeOfNetwork("CODES", network, maxCodesPerNetwork, now)
                && quotas.take("CODES#" + mailbox.hex(), day(now), MAX_CODES_PER_MAILBOX);
    }

    /** Counts a try for the network. Returns false if it has had enough. */
    boolean takeTry(Optional<Network> network, Instant now) {
        return takeOfNetwork("TRIES", network, maxCodesPerNetwork * Challenge.MAX_TRIES, now);
    }

    /** Counts a try for the mailbox. Returns false if it has had enough. */
    boolean takeTry(MailHash mailbox, Instant now) {
        return quotas.take("TRIES#" + mailbox.hex(), day(now), MAX_TRIES_PER_MAILBOX);
    }

    /** Returns true to the first who presents a proof of work. */
    public boolean takeProof(String proof, Instant expiresAt) {
        return quotas.take("PROOF#" + proof, day(expiresAt), 1);
    }

    private boolean takeOfNetwork(String kind, Optional<Network> network, int max, Instant now) {
        return network.isEmpty() || quotas.take(kind + "#" + network.get(), day(now), max);
    }

    /** Returns when the quotas of the day of {@code now} start again at zero. */
    static Instant renewedAt(Instant now) {
        return day(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
