package ai.tierup.domain.tier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A version of the mapping that some accounts get, to be compared with the live one.
 *
 * @param percent share of the accounts
 */
public record Canary(int version, int percent) {

    public static final int MIN_PERCENT = 1;
    public static final int MAX_PERCENT = 99;

    private static final int BUCKETS = 10_000;
    private static final int BUCKETS_PER_PERCENT = BUCKETS / 100;

    public Canary {
        if (percent < MIN_PERCENT || percent > MAX_PERCENT) {
            throw new IllegalArgumentException("A canary takes from " + MIN_PERCENT + " to " + MAX_PERCENT
                    + " percent of the accounts: " + percent);
        }
    }

    /**
     * Returns whether the account gets the canary. It is decided by account and not by request, because prompt caches and the style of
     * answers should not change from one request to the next. A larger share adds accounts and keeps those that have the canary already.
     */
    public boolean includes(String account) {
        return bucket(account) < percent * BUCKETS_PER_PERCENT;
    }

    /** A pseudo-random number of an account, which is another one for each version. */
    private int bucket(String account) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((version + ":" + account).getBytes(UTF_8));
            return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), BUCKETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
