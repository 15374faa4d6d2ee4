package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.operator.console.Console;
import ai.tierup.operator.console.Html;
import io.micronaut.context.BeanContext;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's console: the pages. What can be done on them is in {@link ConsoleActs}. */
final class OperatorConsole implements Console {

    private static final List<String> EVENT_COLUMNS = List.of("at", "account", "by", "action", "target", "network");

    private final BeanContext service;
    private final UseCases useCases;
    private final TiersCommand tiers;
    private final ConsoleActs acts;
    private final PaymentsPage payments;

    OperatorConsole(BeanContext service, TiersCommand tiers) {
        this.service = service;
        this.useCases = new UseCases(service);
        this.payments = new PaymentsPage(service.getBean(InstantSource.class));
        this.acts = new ConsoleActs(service, tiers, payments);
        this.tiers = tiers;
    }

    @Override
    public String place() {
        var stage = service.getBean(Settings.class).stage();
        return StageAlarms.isStage(stage) ? "stage " + stage : "the service on this machine";
    }

    @Override
    public List<Html.Link> pages() {
        return List.of(
                new Html.Link("Today", "/"),
                new Html.Link("Tiers", "/tiers"),
                new Html.Link("Accounts", "/accounts"),
                new Html.Link("Payments", "/payments"),
                new Html.Link("Incidents", "/incidents"),
                new Html.Link("Alarms", "/alarms"),
                new Html.Link("Audit log", "/audit"));
    }

    @Override
    public String act(Map<String, String> fields) {
        return acts.run(fields);
    }

    @Override
    public Optional<Html> page(String path, Map<String, String> query) {
        return switch (path) {
            case "/" -> Optional.of(today());
            case "/tiers" -> Optional.of(tiers());
            case "/accounts" -> Optional.of(accounts(query));
            case "/account" -> account(query.getOrDefault("id", ""));
            case "/payments" -> Optional.of(payments.html());
            case "/incidents" ->
                Optional.of(new IncidentsPage(useCases.reportIncident().list()).html());
            case "/alarms" -> Optional.of(alarms());
            case "/audit" -> Optional.of(audit(query));
            default -> Optional.empty();
        };
    }

    /** The pools, and whatever else scripts/guardrail says of a day. */
    private Html today() {
        var day = LocalDate.ofInstant(service.getBean(InstantSource.class).instant(), ZoneOffset.UTC);
        return new Html()
                .heading(day + " UTC")
                .paragraph(
                        "What the platform may lose today, how much of it processes have leased, and what was spent.")
                .preformatted(acts.printed(new GuardrailCommand(), List.of()))
                .acts(List.of(ConsoleActs.setBudget()));
    }

    private Html tiers() {
        var html = new Html()
                .heading("Tier mapping")
                .preformatted(acts.printed(tiers, List.of()))
                .subheading("Canary")
                .preformatted(acts.printed(tiers, List.of("canary")))
                .acts(List.of(ConsoleActs.startCanary(), ConsoleActs.promote(), ConsoleActs.rollBack()));
        return models(html).subheading("History").preformatted(acts.printed(tiers, List.of("history")));
    }

    private Html models(Html html) {
        try {
            var live = useCases.moveTiers().published().live();
            var shortlists = useCases.findModels().last();
            var proposals = tiers.evaluations().proposals();
            return new TiersPage(live, shortlists, proposals, tiers.evaluations()).addTo(html);
        } catch (IllegalStateException e) {
            return html.paragraph(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return html.paragraph("The proposals could not be read: " + e.getMessage());
        }
    }

    private Html accounts(Map<String, String> query) {
        var at = Optional.ofNullable(query.get("at"));
        var page = service.getBean(WalletScan.class).all(at);
        var html = new Html()
                .heading("Accounts")
                .search("/account", "id", "Account or e-mail address")
                .table(
                        List.of("account", "cash", "granted", "held", "state"),
                        page.wallets().stream().map(OperatorConsole::row).toList());
        page.unreadable()
                .forEach(wallet ->
                        html.paragraph("The wallet of " + wallet.account() + " cannot be read: " + wallet.reason()));
        page.end().ifPresent(end -> html.link(new Html.Link("More", "/accounts?at=" + ConsoleActs.encoded(end))));
        return html.acts(List.of(ConsoleActs.openAccount()));
    }

    private static List<Object> row(Wallet wallet) {
        var account = wallet.account().value();
        return List.of(
                new Html.Link(account, "/account?id=" + account),
                wallet.cash(),
                wallet.grant(),
                wallet.held(),
                state(wallet));
    }

    private static String state(Wallet wallet) {
        if (wallet.isFrozen()) {
            return "frozen: "
                    + String.join(", ", wallet.frozenBy().stream().sorted().toList());
        }
        return wallet.isInDebt() ? "in debt" : "active";
    }

    /** @param text an e-mail address, or an id, with or without the prefix that customers see */
    private Optional<Html> account(String text) {
        return text.contains("@") ? Optional.of(byAddress(text)) : byId(text);
    }

    private Html byAddress(String text) {
        var findAccount = useCases.findAccount();
        if (findAccount.isEmpty()) {
            return new Html()
                    .heading("Accounts cannot be found by address")
                    .paragraph("Set TIERUP_ACCESS_SECRETS to the name of the stage's secret, and start the console"
                            + " again.");
        }
        return EmailAddress.parse(text)
                .flatMap(findAccount.get()::byAddress)
                .flatMap(id -> byId(id.value()))
                .orElseGet(() -> new Html().heading("There is no account of " + text));
    }

    private Optional<Html> byId(String text) {
        var id = text.startsWith("acc_") ? text.substring("acc_".length()) : text;
        if (!AccountId.isValid(id)) {
            return Optional.of(new Html().heading("There is no account " + text));
        }
        return useCases.readAccount()
                .read(new AccountId(id))
                .map(overview -> new AccountPage(overview).html())
                .or(() -> Optional.of(new Html().heading("There is no account " + id)));
    }

    private Html alarms() {
        var stage = service.getBean(Settings.class).stage();
        return new Html().heading("Alarms").preformatted(new StageAlarms("aws").describe(stage));
    }

    private Html audit(Map<String, String> query) {
        var day = Optional.ofNullable(query.get("day")).flatMap(Arguments::day);
        var rows = new ArrayList<List<Object>>();
        useCases.readAuditLog().ofDay(Optional.empty(), day).forEach(event -> rows.addFirst(row(event)));
        return new Html()
                .heading("Audit log of " + day.map(LocalDate::toString).orElse("today"))
                .search("/audit", "day", "Day (UTC, YYYY-MM-DD)")
                .table(EVENT_COLUMNS, rows);
    }

    static List<Object> row(AuditEvent event) {
        var account = event.account();
        var network = event.origin().network();
        return List.of(
                event.id().time(),
                account == null ? "" : new Html.Link(account.value(), "/account?id=" + account.value()),
                event.origin().actor().publicName(),
                event.action().publicName(),
                event.target(),
                network == null ? "" : network.prefix());
    }

    static List<String> eventColumns() {
        return EVENT_COLUMNS;
    }
}
