package ai.tierup.domain.completion;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Settles what a request has left open, once its client has the answer: a hold whose settlement the store did not take, and holds of sends
 * that got no answer. Without this, the money would stay held until the sweeper may take it, up to a quarter of an hour later. If the store
 * fails again, it is tried again after pauses that grow, as long as the request has time. Only what is then still open is left to the
 * sweeper. Safe for concurrent use.
 */
public final class SettleAfterAnswer {

    private static final int MAX_TRIES = 8;

    /** For an answer whose client waits until the function ends. The client of a stream has seen its last event. */
    private static final int MAX_TRIES_WAITED_FOR = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(8);

    private final WalletLedger wallets;
    private final SettleHold settleHold;
    private final Alarms alarms;
    private final RandomGenerator random;
    private final Consumer<Duration> pause;
    private final ChatRules rules;

    /** @param pause waits for a time, or for less if the process is about to end */
    public SettleAfterAnswer(
            WalletLedger wallets,
            SettleHold settleHold,
            Alarms alarms,
            RandomGenerator random,
            Consumer<Duration> pause,
            ChatRules rules) {
        this.wallets = wallets;
        this.settleHold = settleHold;
        this.alarms = alarms;
        this.random = random;
        this.pause = pause;
        this.rules = rules;
    }

    /** Settles what {@code call} has left open. Reads and writes nothing if the last image of its wallet shows that all is settled. */
    public void settle(ChatCall call, ChatEnd end) {
        var account = call.key().account();
        switch (end) {
            case ChatEnd.Replayed replayed -> {}
            case ChatEnd.Refused(var refusal, var mayHold) -> {
                if (mayHold) {
                    settle(account, call.id(), null, call.deadline(), false);
                }
            }
            case ChatEnd.Settled(var record, var image, var failed) -> {
                if (image.isEmpty() || holdsAny(image.get(), call.id())) {
                    settle(account, call.id(), record, call.deadline(), call.request().stream());
                }
            }
        }
    }

    /**
     * Settles all holds of a request that has ended. Raises an alarm if that fails.
     *
     * @param record what the request cost; null if it asked no model
     * @param isStreamed whether the client has all of its answer before the function ends
     * @return whether no hold of it is open that can be seen
     */
    public boolean settle(
            AccountId account, RequestId request, @Nullable UsageRecord record, Deadline deadline, boolean isStreamed) {
        var maxTries = isStreamed ? MAX_TRIES : MAX_TRIES_WAITED_FOR;
        for (var tries = 1; ; tries++) {
            try {
                settleOnce(account, request, Optional.ofNullable(record));
                return true;
            } catch (RuntimeException e) {
                var wait = pauseAfter(tries);
                if (tries == maxTries || !isTimeFor(wait, deadline)) {
                    var subject =
                            record == null ? request.value() : record.holdKey().toString();
                    alarms.raise(Alarm.SETTLEMENT_FAILED, subject);
                    return false;
                }
                pause.accept(wait);
            }
        }
    }

    /** A hold that arrives after this is left to the sweeper, for which a record may stand already. */
    private void settleOnce(AccountId account, RequestId request, Optional<UsageRecord> record) {
        var wallet = wallets.findWhole(account);
        if (wallet.isEmpty()) {
            alarms.raise(Alarm.WALLET_MISSING, account.value());
            return;
        }
        for (var lane : wallet.get().lanes()) {
            settleIn(lane, request, record);
        }
    }

    private void settleIn(Wallet lane, RequestId request, Optional<UsageRecord> record) {
        for (var hold : lane.holds().entrySet()) {
            var key = hold.getKey();
            if (key.request().equals(request)) {
                var open = new OpenHold(lane.account(), key, hold.getValue(), lane.version());
                settleHold.settle(
                        hold.getValue(),
                        record.filter(used -> used.holdKey().equals(key)).orElseGet(() -> UsageRecord.unused(open)));
            }
        }
    }

    private static boolean holdsAny(Wallet image, RequestId request) {
        return image.holds().keySet().stream().anyMatch(key -> key.request().equals(request));
    }

    /** A random pause, so that the requests of an account that is overloaded do not all come again at once. */
    private Duration pauseAfter(int tries) {
        var longest = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
        var bound = longest.compareTo(MAX_PAUSE) < 0 ? longest : MAX_PAUSE;
        return bound.dividedBy(2).plusNanos(random.nextLong(bound.toNanos() / 2));
    }

    private boolean isTimeFor(Duration wait, Deadline deadline) {
        return deadline.remaining().compareTo(wait.plus(rules.settleMargin())) > 0;
    }
}
