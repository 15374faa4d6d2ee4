package ai.tierup.simulators.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;

/** The HTML of the checkout page. */
final class CheckoutHtml {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%s (simulated checkout)</title>
              <link rel="stylesheet" href="/pay/style.css">
            </head>
            <body>
              <header><p class="name">Simulated checkout</p></header>
              <main>
                <p class="note"><strong>This is a simulation</strong> on this machine. No money moves, and no card is asked for.</p>
            %s
              </main>
            </body>
            </html>
            """;

    private static final String DECLINED =
            "<p class=\"alert\" role=\"alert\">Your card was declined. Nothing was charged; you can try again.</p>\n    ";

    private CheckoutHtml() {}

    static String unknown() {
        return PAGE.formatted("No such checkout", "    <h1>Checkout not found.</h1>");
    }

    /** @param savesCard whether the card that pays is saved */
    static String of(ObjectNode session, String name, boolean savesCard, boolean declined) {
        var amount = amount(session);
        return switch (session.path("status").asText()) {
            case "open" ->
                PAGE.formatted(
                        "Pay " + amount,
                        "    "
                                + open(
                                        session,
                                        savesCard ? name + ". Your card is saved for later payments." : name,
                                        amount,
                                        declined));
            case "expired" -> ended("This checkout has expired.", "Nothing was charged.", "");
            default ->
                session.path("payment_status").asText().equals("paid")
                        ? ended("This checkout is paid.", escape(name) + ", " + amount, back(session))
                        : ended(
                                "This checkout is complete.",
                                "The bank has not paid " + amount + " yet.",
                                back(session));
        };
    }

    private static String open(ObjectNode session, String name, String amount, boolean declined) {
        return """
                %s<p class="what">%s</p>
                <h1>%s</h1>
                <form method="post" action="/pay/%5$s/pay">
                  <button class="first" aria-describedby="pay">Pay %3$s</button>
                  <p id="pay">Like a valid card: paid immediately.</p>
                </form>
                <form method="post" action="/pay/%5$s/later">
                  <button aria-describedby="later">Pay later (bank)</button>
                  <p id="later">Like a bank transfer. It arrives with <code>scripts/stripe settle last paid</code> and fails with <code>failed</code>.</p>
                </form>
                <form method="post" action="/pay/%5$s/decline">
                  <button aria-describedby="decline">Decline</button>
                  <p id="decline">Like a declined card: nothing is charged, and you can try again.</p>
                </form>
                %4$s""".formatted(
                        declined ? DECLINED : "",
                        escape(name),
                        amount,
                        link(session.path("cancel_url").asText(""), "Cancel"),
                        escape(session.path("id").asText()));
    }

    private static String ended(String title, String text, String link) {
        return PAGE.formatted(
                title, "    <h1>%s</h1>\n    <p class=\"what\">%s</p>\n    %s".formatted(title, text, link));
    }

    private static String back(ObjectNode session) {
        return link(successUrl(session), "Back to where you came from");
    }

    private static String link(String address, String text) {
        return address.isEmpty() ? "" : "<p><a href=\"%s\">%s</a></p>".formatted(escape(address), text);
    }

    static String successUrl(ObjectNode session) {
        return session.path("success_url")
                .asText()
                .replace("{CHECKOUT_SESSION_ID}", session.path("id").asText());
    }

    private static String amount(ObjectNode session) {
        var amount =
                BigDecimal.valueOf(session.path("amount_total").asLong(), 2).toPlainString();
        var currency = session.path("currency").asText();
        return currency.equals("usd") ? "$" + amount : amount + " " + escape(currency.toUpperCase(Locale.ROOT));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
