package ai.tierup.operator;

import ai.tierup.domain.payment.PaymentDifference;
import ai.tierup.domain.payment.Reconciliation;
import ai.tierup.operator.console.ActForm;
import ai.tierup.operator.console.Html;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The console's page of the payments that differ: what the last reconciliation of this console has found, and what mends each. */
final class PaymentsPage {

    private final InstantSource clock;
    private @Nullable Instant foundAt;
    /** By account and entry: the provider's list and the ledger's may both have found the same. */
    private final Map<List<String>, PaymentDifference> differences = new LinkedHashMap<>();

    PaymentsPage(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void found(Reconciliation reconciliation) {
        foundAt = clock.instant();
        differences.clear();
        reconciliation.differences().forEach(difference -> differences.putIfAbsent(key(difference), difference));
    }

    /** Leaves out what was corrected. */
    synchronized void corrected(String account, String entry) {
        differences.remove(List.of(account, entry));
    }

    private static List<String> key(PaymentDifference difference) {
        return List.of(difference.account().value(), difference.businessId());
    }

    synchronized Html html() {
        var html = new Html()
                .heading("Payments")
                .paragraph("Compares each payment, refund and dispute of the last days at the payment provider with the"
                        + " ledger, and books what is missing. This takes a while. What differs then is listed here.")
                .acts(List.of(ConsoleActs.reconcile()))
                .subheading("Payments that differ");
        if (foundAt == null) {
            return html.paragraph("This console has not reconciled yet.");
        }
        return html.paragraph("As of " + Html.time(foundAt) + " UTC"
                        + ". Look at each at the payment provider before you correct the ledger. To pay"
                        + " back what was paid for nothing, refund it there; the next reconciliation books it.")
                .table(
                        List.of("account", "top-up or entry", "ledger's name", "paid", "booked", "missing"),
                        differences.values().stream().map(PaymentsPage::row).toList())
                .acts(differences.values().stream()
                        .flatMap(difference -> form(difference).stream())
                        .toList());
    }

    private static List<Object> row(PaymentDifference difference) {
        var account = difference.account().value();
        return List.of(
                new Html.Link(account, "/account?id=" + account),
                difference.subject(),
                difference.businessId(),
                Objects.requireNonNullElse(difference.paid(), "in another currency"),
                difference.booked(),
                difference.correction().map(Object::toString).orElse("no amount"));
    }

    private static Optional<ActForm> form(PaymentDifference difference) {
        return difference
                .correction()
                .map(amount -> ConsoleActs.correct(
                        difference.account().value(), difference.subject(), difference.businessId(), amount));
    }
}
