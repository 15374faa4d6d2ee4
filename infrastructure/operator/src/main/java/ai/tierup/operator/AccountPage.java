package ai.tierup.operator;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.keys.UsedKey;
import ai.tierup.domain.operator.ReadAccount;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.operator.console.ActForm;
import ai.tierup.operator.console.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The console's page of an account. */
record AccountPage(ReadAccount.Overview overview) {

    Html html() {
        var wallet = overview.wallet();
        var id = wallet.account().value();
        var html = new Html()
                .heading("Account " + id)
                .paragraph(overview.account().map(AccountPage::describe).orElse("It has a wallet only."))
                .paragraph(AccountCommand.describeFreezes(wallet))
                .table(
                        List.of("cash", "granted", "held", "daily limit", "left today", "credits", "debits"),
                        List.of(List.of(
                                wallet.cash(),
                                wallet.grant(),
                                wallet.held(),
                                wallet.hasDailyLimit() ? wallet.dailyLimit() : "none",
                                wallet.hasDailyLimit() ? wallet.dailyLeft() : "",
                                wallet.credits(),
                                wallet.debits())));
        overview.credit()
                .ifPresent(credit -> html.paragraph("Sign-up credit: %s, %s of %s released, ends %s."
                        .formatted(
                                credit.status(),
                                credit.released(),
                                credit.amount(),
                                credit.endsOn().map(Object::toString).orElse("90 days after its grant"))));
        return lists(html.acts(acts(id)));
    }

    /** What can be done to the account as it is now. */
    private List<ActForm> acts(String id) {
        var acts = new ArrayList<>(List.of(
                ConsoleActs.freeze(id),
                ConsoleActs.limit(id),
                ConsoleActs.adjust(id),
                ConsoleActs.grant(id),
                ConsoleActs.note(id)));
        var reasons = overview.wallet().frozenBy().stream().sorted().toList();
        if (!reasons.isEmpty()) {
            acts.add(ConsoleActs.thaw(id, reasons));
        }
        if (reasons.contains(Freezes.DELETED)) {
            acts.add(ConsoleActs.refund(id));
        }
        var usable = overview.keys().stream()
                .filter(used -> !used.listed().isRevoked())
                .map(used -> used.listed().key().id().value())
                .toList();
        if (!usable.isEmpty()) {
            acts.add(ConsoleActs.limitKey(id, usable));
            acts.add(ConsoleActs.revokeKey(id, usable));
        }
        return acts;
    }

    private static String describe(Account account) {
        var contact = account.contact();
        var deletedAt = account.deletedAt();
        return (contact == null ? "Without an address" : contact.address().text()) + ", opened "
                + Html.time(account.createdAt()) + " UTC"
                + (deletedAt == null ? "" : ", deleted " + Html.time(deletedAt) + " UTC") + ".";
    }

    private Html lists(Html html) {
        return html.subheading("Keys")
                .table(
                        List.of("key", "name", "team", "limits", "last used (hour)", "state"),
                        overview.keys().stream().map(AccountPage::row).toList())
                .subheading("Newest entries")
                .table(
                        List.of("at", "type", "purse", "amount", "business id"),
                        overview.entries().stream().map(AccountPage::row).toList())
                .subheading("Newest top-ups")
                .table(
                        List.of("at", "id", "amount", "state", "automatic"),
                        overview.topUps().stream().map(AccountPage::row).toList())
                .subheading("Newest events")
                .table(
                        OperatorConsole.eventColumns(),
                        overview.events().stream().map(OperatorConsole::row).toList());
    }

    private static List<Object> row(UsedKey used) {
        var key = used.listed().key();
        var team = key.rights().team();
        return List.of(
                key.id(),
                key.name(),
                team == null ? "" : team.name(),
                key.rights().limits().isEmpty() ? "none" : key.rights().limits().amounts(),
                Objects.requireNonNullElse(used.lastUsedAt(), "never"),
                used.listed().isRevoked() ? "revoked" : "usable until it expires");
    }

    private static List<Object> row(LedgerEntry entry) {
        return List.of(entry.id().time(), entry.type(), entry.purse(), entry.amount(), entry.businessId());
    }

    private static List<Object> row(TopUpOrder order) {
        return List.of(
                order.createdAt(),
                order.id().publicName(),
                order.amount(),
                order.status(),
                order.isAutomatic() ? "yes" : "no");
    }
}
