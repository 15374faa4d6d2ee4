package ai.tierup.moneyproof;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toSet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredit.Status;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compares the sign-up credits with the ledger, the lists of due and waiting credits, and the grants of each day. */
final class CreditCheck {

    private static final int ALL = 1_000;

    private final World world;
    private final List<SignUpCredit> credits;
    private final List<String> findings = new ArrayList<>();

    private CreditCheck(World world) {
        this.world = world;
        this.credits = world.accounts.stream()
                .flatMap(account -> world.operator.credits.find(account).stream())
                .toList();
    }

    /** Returns what is wrong at rest, when every job has run and every payment has been handled. */
    static List<String> run(World world) {
        var check = new CreditCheck(world);
        check.checkAttempts();
        check.credits.forEach(check::check);
        check.checkLists();
        check.checkGrants();
        return check.findings;
    }

    /**
     * Each address has at most one account that is not deleted; all other attempts left nothing behind. It got one credit, with its first
     * account.
     */
    private void checkAttempts() {
        var creditsByMail = new HashMap<MailHash, Integer>();
        world.signUps.attempts().forEach((account, mail) -> {
            var isOpen = world.operator
                    .credits
                    .accountOf(mail)
                    .filter(account::equals)
                    .isPresent();
            expect(
                    account + " has a wallet",
                    isOpen || world.deletions.isBegun(account),
                    world.operator.wallets.find(account).isPresent());
            creditsByMail.merge(mail, world.operator.credits.find(account).isPresent() ? 1 : 0, Integer::sum);
        });
        creditsByMail.forEach((mail, number) -> {
            var isUsed = world.signUps.attempts().entrySet().stream()
                    .filter(attempt -> attempt.getValue().equals(mail))
                    .anyMatch(attempt ->
                            world.operator.wallets.find(attempt.getKey()).isPresent());
            expect("credits of " + mail, isUsed ? 1 : 0, number);
        });
    }

    private void check(SignUpCredit credit) {
        var account = credit.account();
        var entries = world.operator.books.entries(account).map(Row::content).toList();
        var parts = entries.stream()
                .filter(entry -> entry.type() == EntryType.SIGN_UP_CREDIT)
                .toList();
        var released =
                parts.stream().filter(entry -> !entry.amount().isNegative()).toList();
        var taken = parts.stream().filter(entry -> entry.amount().isNegative()).toList();
        expect(account + ": released", credit.released(), sum(released));
        if (!taken.isEmpty()) {
            expect(account + ": entries of the end", 1, taken.size());
            expect(account + ": the credit with an entry of the end", Status.ENDED, credit.status());
        }
        if (credit.status() == Status.ENDED) {
            var others = sum(entries.stream()
                    .filter(entry -> entry.purse() == Purse.GRANT && entry.type() != EntryType.SIGN_UP_CREDIT)
                    .toList());
            expect(account + ": nothing of an ended credit is left", true, others.covers(grant(account)));
        }
        if (hasToppedUp(account)) {
            expect(
                    account + ": all is released after a top-up",
                    true,
                    credit.status() == Status.WAITING
                            ? credit.toppedUp()
                            : credit.status() == Status.ENDED
                                    || credit.released().equals(credit.amount()));
        }
    }

    private Money grant(AccountId account) {
        return world.wallet(account).grant();
    }

    private boolean hasToppedUp(AccountId account) {
        return world.operator.orders.newest(account, null, ALL).stream()
                .anyMatch(order -> order.status() == TopUpOrder.Status.PAID);
    }

    private void checkLists() {
        var store = world.operator.credits;
        // The job has run on the day before.
        var yesterday = world.operator.today().minusDays(1);
        expect("credits that are due", List.of(), store.due(yesterday, null, ALL));
        expect(
                "listed active credits",
                of(Status.ACTIVE),
                store.due(yesterday.plusDays(ALL), null, ALL).stream().collect(toSet()));
        expect(
                "listed waiting credits",
                of(Status.WAITING),
                store.waiting(null, ALL).stream().collect(toSet()));
    }

    private Object of(Status status) {
        return credits.stream().filter(credit -> credit.status() == status).collect(toSet());
    }

    /** What is granted on each day is within its limit, and what the store counts of it is exact, so that one more is refused. */
    private void checkGrants() {
        granted().forEach((day, sum) -> {
            expect(day + ": grants within the limit", true, ServiceProcess.DAILY_GRANTS.covers(sum));
            expect(day + ": counted grants", sum, counted(day));
        });
    }

    private Map<LocalDate, Money> granted() {
        return credits.stream()
                .filter(credit -> credit.grantedOn() != null)
                .collect(groupingBy(
                        credit -> Objects.requireNonNull(credit.grantedOn()),
                        reducing(Money.ZERO, SignUpCredit::amount, Money::plus)));
    }

    private Money counted(LocalDate day) {
        var item = world.checkingClient
                .getItem(get -> get.tableName(World.TABLES.wallets())
                        .key(Map.of("pk", AttributeValue.fromS("GRANTS#" + day)))
                        .consistentRead(true))
                .item();
        return new Money(Long.parseLong(
                item.getOrDefault("granted", AttributeValue.fromN("0")).n()));
    }

    private static Money sum(List<LedgerEntry> entries) {
        return entries.stream().map(LedgerEntry::amount).reduce(Money.ZERO, Money::plus);
    }

    private void expect(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            findings.add(what + ": " + found + ", not " + expected);
        }
    }
}
