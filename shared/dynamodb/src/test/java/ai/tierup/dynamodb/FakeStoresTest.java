package ai.tierup.dynamodb;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.DirectoryContract;
import ai.tierup.domain.account.Teams;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.AlertsContract;
import ai.tierup.domain.alert.Deliveries;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.AuditLogContract;
import ai.tierup.domain.autotopup.AutoTopUps;
import ai.tierup.domain.autotopup.AutoTopUpsContract;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.credit.SignUpCreditsContract;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.PoolLedgerContract;
import ai.tierup.domain.keys.KeyUses;
import ai.tierup.domain.keys.KeyUsesContract;
import ai.tierup.domain.keys.PaceCounters;
import ai.tierup.domain.keys.PaceCountersContract;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.MarkersContract;
import ai.tierup.domain.routing.SharedBreakers;
import ai.tierup.domain.routing.SharedBreakersContract;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.upstream.ToolCallMemoryContract;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageLogContract;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.usage.UsageRollupsContract;
import ai.tierup.domain.wallet.BookingContract;
import ai.tierup.domain.wallet.LaneStore;
import ai.tierup.domain.wallet.LaneStoreContract;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletHistoryContract;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Runs the stores' contracts on DynamoDB Local and on its simulator at once, and compares all answers and items. */
@Tag("store")
class FakeStoresTest {

    @Nested
    class Wallets extends WalletHistoryContract {

        private final WalletLedger ledger = new DynamoDbWalletLedger(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected WalletLedger ledger() {
            return ledger;
        }

        @Override
        protected void put(Wallet wallet) {
            BothStores.put(wallet);
        }
    }

    @Nested
    class Lanes extends LaneStoreContract {

        private final LaneStore store = new DynamoDbWalletLedger(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected LaneStore store() {
            return store;
        }
    }

    @Nested
    class Booking extends BookingContract {

        private final WalletLedger ledger = new DynamoDbWalletLedger(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected WalletLedger ledger() {
            return ledger;
        }
    }

    @Nested
    class Usage extends UsageLogContract {

        private final UsageLog log = new DynamoDbUsageLog(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected UsageLog log() {
            return log;
        }
    }

    @Nested
    class Rollups extends UsageRollupsContract {

        private final UsageRollups rollups = new DynamoDbUsageRollups(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected UsageRollups rollups() {
            return rollups;
        }
    }

    @Nested
    class Directory extends DirectoryContract {

        private final ApiKeys keys = new DynamoDbApiKeys(BothStores.CLIENTS, BothStores.TABLES);
        private final Teams teams = new DynamoDbTeams(BothStores.CLIENTS, BothStores.TABLES);
        private final Accounts accounts = new DynamoDbAccounts(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected ApiKeys keys() {
            return keys;
        }

        @Override
        protected Teams teams() {
            return teams;
        }

        @Override
        protected Accounts accounts() {
            return accounts;
        }
    }

    @Nested
    class Paces extends PaceCountersContract {

        private final PaceCounters counters = new DynamoDbPaceCounters(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected PaceCounters counters() {
            return counters;
        }
    }

    @Nested
    class Health extends SharedBreakersContract {

        @Override
        protected SharedBreakers breakers() {
            return new DynamoDbSharedBreakers(BothStores.CLIENTS, BothStores.TABLES);
        }
    }

    @Nested
    class ToolCalls extends ToolCallMemoryContract {

        private final ToolCallMemory memory = new DynamoDbToolCallMemory(
                BothStores.CLIENTS, BothStores.TABLES, InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")));

        @Override
        protected ToolCallMemory memory() {
            return memory;
        }
    }

    @Nested
    class RepeatedInput extends MarkersContract {

        private final Markers markers = new DynamoDbMarkers(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected Markers markers() {
            return markers;
        }
    }

    @Nested
    class Audit extends AuditLogContract {

        private final AuditLog log = new DynamoDbAuditLog(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected AuditLog log() {
            return log;
        }
    }

    @Nested
    class CustomersAutoTopUps extends AutoTopUpsContract {

        @Override
        protected AutoTopUps store() {
            return new DynamoDbAutoTopUps(BothStores.CLIENTS, BothStores.TABLES);
        }

        @Override
        protected Accounts accounts() {
            return new DynamoDbAccounts(BothStores.CLIENTS, BothStores.TABLES);
        }

        @Override
        protected TopUpOrders orders() {
            return new DynamoDbTopUpOrders(BothStores.CLIENTS, BothStores.TABLES);
        }

        @Override
        protected Deliveries deliveries() {
            return new DynamoDbDeliveries(BothStores.CLIENTS, BothStores.TABLES);
        }
    }

    @Nested
    class CustomersAlerts extends AlertsContract {

        private final Alerts alerts = new DynamoDbAlerts(BothStores.CLIENTS, BothStores.TABLES);
        private final Deliveries deliveries = new DynamoDbDeliveries(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected Alerts alerts() {
            return alerts;
        }

        @Override
        protected Accounts accounts() {
            return new DynamoDbAccounts(BothStores.CLIENTS, BothStores.TABLES);
        }

        @Override
        protected Deliveries deliveries() {
            return deliveries;
        }
    }

    @Nested
    class Pools extends PoolLedgerContract {

        private final PoolLedger pools = new DynamoDbPoolLedger(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected PoolLedger ledger() {
            return pools;
        }
    }

    @Nested
    class Credits extends SignUpCreditsContract {

        private final WalletLedger ledger = new DynamoDbWalletLedger(BothStores.CLIENTS, BothStores.TABLES);
        private final SignUpCredits credits = new DynamoDbSignUpCredits(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected SignUpCredits credits() {
            return credits;
        }

        @Override
        protected WalletLedger ledger() {
            return ledger;
        }
    }

    @Nested
    class LastUsesOfKeys extends KeyUsesContract {

        private final KeyUses uses = new DynamoDbKeyUses(BothStores.CLIENTS, BothStores.TABLES);

        @Override
        protected KeyUses uses() {
            return uses;
        }
    }
}
