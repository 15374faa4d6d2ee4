package ai.tierup.domain.recall;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.id.RequestId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Remembers the outputs of answers for a day, sealed, so that later requests of the same account may refer to them. Safe for concurrent
 * use.
 */
public final class OutputMemory {

    private static final Duration RETENTION = Duration.ofHours(24);

    /** Below the limit of an item in the store. */
    private static final int MAX_SEALED_BYTES = 300 * 1024;

    private final KeptOutputs outputs;
    private final Predicate<AccountId> keeps;
    private final Seal seal;
    private final Alarms alarms;
    private final InstantSource clock;

    /**
     * @param keeps whether an account lets its outputs be kept
     * @param secret supplies at least 16 random bytes; if they change, nothing that was kept before is recalled
     */
    public OutputMemory(
            KeptOutputs outputs,
            Predicate<AccountId> keeps,
            Supplier<byte[]> secret,
            Alarms alarms,
            InstantSource clock) {
        this.outputs = outputs;
        this.keeps = keeps;
        this.seal = new Seal(secret);
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Keeps an output unless it is too large or the account wants none kept. If that fails, the customer still has the answer, and an alarm is raised. */
    public void keep(AccountId account, RequestId answer, byte[] output) {
        try {
            if (!keeps.test(account)) {
                return;
            }
            var sealed = seal.close(account, answer, output);
            if (sealed.length <= MAX_SEALED_BYTES) {
                outputs.keep(account, answer, sealed, clock.instant().plus(RETENTION));
            }
        } catch (RuntimeException e) {
            alarms.raise(Alarm.OUTPUT_NOT_KEPT, e.getClass().getName());
        }
    }

    /** The outputs of {@code answers} that are remembered for this account; forgotten ones are missing, and all if it wants none kept. */
    public Map<RequestId, byte[]> recall(AccountId account, Set<RequestId> answers) {
        if (answers.isEmpty() || !keeps.test(account)) {
            return Map.of();
        }
        var recalled = new HashMap<RequestId, byte[]>();
        outputs.find(account, answers, clock.instant())
                .forEach((answer, kept) ->
                        seal.open(account, answer, kept).ifPresent(output -> recalled.put(answer, output)));
        return recalled;
    }
}
