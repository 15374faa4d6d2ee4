package ai.tierup.local;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.functions.support.observability.ChatReport;
import ai.tierup.functions.support.observability.WebhookOutcome;
import ai.tierup.operator.JobJournal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints one line per request and per Stripe event, and the reports of jobs, for a person who watches the service run. */
final class ConsoleJournal extends JobJournal {

    ConsoleJournal(PrintStream out) {
        super(out);
    }

    @Override
    public void ended(ChatReport report) {
        print(line(report));
    }

    void mailed(Mail mail) {
        print("mail    %s  %s".formatted(mail.to().text(), mail.subject()));
    }

    @Override
    public void notified(WebhookOutcome outcome) {
        print("stripe  event " + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String line(ChatReport report) {
        var tier = report.tier() == null ? "-     " : report.tier().publicName();
        var error = report.error();
        var refusal = error == null ? "" : "  " + error.status() + " " + error.publicName();
        var record = report.record();
        if (record == null) {
            return tier + (report.isReplay() ? "  replayed" : refusal);
        }
        var tokens = record.tokens();
        var left = report.wallet().map(Wallet::available).map(Money::toString).orElse("?");
        var total = record.timing().total();
        var duration = total == null ? Duration.ZERO : total;
        return "%s  %d+%d tokens  %s  left %s  %d ms%s"
                .formatted(
                        tier,
                        tokens.promptTokens(),
                        tokens.completionTokens(),
                        record.cost(),
                        left,
                        duration.toMillis(),
                        refusal);
    }
}
