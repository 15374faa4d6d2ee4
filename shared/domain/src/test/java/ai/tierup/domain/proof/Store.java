package ai.tierup.domain.proof;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The stored data, with the counts that the invariants need.
 *
 * @param records the usage log
 * @param checkpoints holds that have a checkpoint
 * @param created number of times that each hold was created
 * @param applied number of times that each hold was applied
 */
record Store(
        Wallet wallet,
        Map<HoldKey, UsageRecord> records,
        Set<HoldKey> checkpoints,
        Map<HoldKey, Integer> created,
        Map<HoldKey, Integer> applied) {

    Store {
        records = Map.copyOf(records);
        checkpoints = Set.copyOf(checkpoints);
        created = Map.copyOf(created);
        applied = Map.copyOf(applied);
    }

    static Store of(Wallet wallet) {
        return new Store(wallet, Map.of(), Set.of(), Map.of(), Map.of());
    }

    Store with(Wallet changed) {
        return new Store(changed, records, checkpoints, created, applied);
    }

    Store withCreated(HoldKey key, Wallet changed) {
        return new Store(changed, records, checkpoints, onceMore(created, key), applied);
    }

    Store withApplied(HoldKey key, Wallet changed) {
        return new Store(changed, records, checkpoints, created, onceMore(applied, key));
    }

    Store withRecord(UsageRecord record) {
        var more = new HashMap<>(records);
        more.put(record.holdKey(), record);
        return new Store(wallet, more, checkpoints, created, applied);
    }

    Store withCheckpoint(HoldKey key) {
        var more = new HashSet<>(checkpoints);
        more.add(key);
        return new Store(wallet, records, more, created, applied);
    }

    Money checkpoint(HoldKey key) {
        return checkpoints.contains(key) ? WalletScenario.CHECKPOINT : Money.ZERO;
    }

    private static Map<HoldKey, Integer> onceMore(Map<HoldKey, Integer> counts, HoldKey key) {
        var more = new HashMap<>(counts);
        more.merge(key, 1, Integer::sum);
        return more;
    }
}
