package ai.tierup.domain.proof;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Placement;
import java.time.LocalDate;

/** A call that a program makes to something outside it. Its text is short, for the counterexamples of {@link Search}. */
sealed interface Call {

    /** Sends a placement. */
    record Place(Placement placement) implements Call {
        @Override
        public String toString() {
            return "place " + name(placement.key()) + " from "
                    + placement.hold().purse();
        }
    }

    /** Generates the answer under the hold {@code key}. */
    record Generate(HoldKey key) implements Call {
        @Override
        public String toString() {
            return "generate under " + name(key);
        }
    }

    /** Writes what a stream has cost so far. */
    record WriteCheckpoint(HoldKey key) implements Call {
        @Override
        public String toString() {
            return "write the checkpoint of " + name(key);
        }
    }

    record ReadCheckpoint(HoldKey key) implements Call {
        @Override
        public String toString() {
            return "read the checkpoint of " + name(key);
        }
    }

    /** Logs the record unless there is one. */
    record Append(UsageRecord record) implements Call {
        @Override
        public String toString() {
            return "log " + record.cost() + " for " + name(record.holdKey()) + " seen at version "
                    + record.hold().walletVersion();
        }
    }

    /** Replaces a hold by its cost. */
    record Apply(Application application) implements Call {
        @Override
        public String toString() {
            return "apply " + application.cost() + " to " + name(application.key())
                    + (application.sameDay() ? "" : " after midnight");
        }
    }

    /** Rolls the wallet to {@code day} without a request. */
    record Roll(LocalDate day) implements Call {}

    /** Raises an alarm, which a correct protocol never does. */
    record Raise(Alarm alarm) implements Call {}

    private static String name(HoldKey key) {
        var id = key.request().value();
        return id.substring(id.length() - 1) + "/" + key.attempt();
    }
}
