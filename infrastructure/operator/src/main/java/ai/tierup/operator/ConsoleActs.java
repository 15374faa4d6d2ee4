package ai.tierup.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.operator.console.ActForm;
import ai.tierup.operator.console.ActForm.Field;
import io.micronaut.context.BeanContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What can be done on the console: the operator's commands, with the values of forms as their arguments. Each act needs a reason. */
final class ConsoleActs {

    private static final Field WHY = Field.text("why", "Reason (is recorded)");
    private static final Field DOLLARS = Field.text("dollars", "Dollars");
    private static final Field TEXT = Field.longText("text", "Text");
    private static final String INCIDENTS = "/incidents";
    private static final String ACCOUNT = "account";
    private static final String BACK = "back";
    private static final String CORRECT = "correct";

    /** The arguments of the commands by act: a word that begins with a colon is the value of a field. */
    private static final Map<String, List<String>> COMMANDS = Map.ofEntries(
            Map.entry("set-budget", List.of("guardrail", "set", ":pool", ":dollars", ":why")),
            Map.entry("canary", List.of("tiers", "canary", ":version", ":percent", ":why")),
            Map.entry("promote", List.of("tiers", "promote", ":version", ":why")),
            Map.entry("roll-back", List.of("tiers", "rollback", ":why")),
            Map.entry("reconcile", List.of("reconcile", ":why")),
            Map.entry(CORRECT, List.of(ACCOUNT, CORRECT, ":account", ":entry", ":dollars", ":why")),
            Map.entry("open-incident", List.of("status", "open", ":title", ":text", ":why")),
            Map.entry("update-incident", List.of("status", "update", ":incident", ":text", ":why")),
            Map.entry("resolve-incident", List.of("status", "resolve", ":incident", ":text", ":why")),
            Map.entry("open", List.of(ACCOUNT, "open", ":account", ":dollars", ":why")),
            Map.entry("freeze", List.of(ACCOUNT, "freeze", ":account", ":why")),
            Map.entry("thaw", List.of(ACCOUNT, "thaw", ":account", ":why", ":reason")),
            Map.entry("adjust", List.of(ACCOUNT, "adjust", ":account", ":dollars", ":why")),
            Map.entry("grant", List.of(ACCOUNT, "grant", ":account", ":dollars", ":why")),
            Map.entry("note", List.of(ACCOUNT, "note", ":account", ":why")),
            Map.entry("limit", List.of(ACCOUNT, "limit", ":account", ":daily", ":why")),
            Map.entry("limit-key", List.of(ACCOUNT, "limit-key", ":account", ":key", ":daily", ":monthly", ":why")),
            Map.entry("revoke-key", List.of(ACCOUNT, "revoke-key", ":account", ":key", ":why")),
            Map.entry("refund", List.of(ACCOUNT, "refund", ":account", ":why")));

    private final BeanContext service;
    private final Map<String, OperatorCommand> commands;
    private final PaymentsPage payments;

    /** @param payments is told what reconciliations find, and what is corrected */
    ConsoleActs(BeanContext service, TiersCommand tiers, PaymentsPage payments) {
        this.service = service;
        this.payments = payments;
        this.commands = Map.of(
                ACCOUNT,
                new AccountCommand(),
                "guardrail",
                new GuardrailCommand(),
                "reconcile",
                new ReconcileCommand(payments::found),
                "status",
                new StatusCommand(),
                "tiers",
                tiers);
    }

    /** Does what a form asks for, and returns what the command has printed. */
    String run(Map<String, String> fields) {
        var words = COMMANDS.get(fields.getOrDefault("act", ""));
        if (words == null) {
            return "Nothing was done: there is no such act.";
        }
        if (words.contains(":why") && fields.getOrDefault("why", "").isEmpty()) {
            return "Nothing was done: give a reason.";
        }
        var arguments = new ArrayList<String>();
        for (var word : words.subList(1, words.size())) {
            var value = word.startsWith(":") ? fields.getOrDefault(word.substring(1), "") : word;
            if (!value.isEmpty()) {
                arguments.add(value);
            }
        }
        var done = run(Objects.requireNonNull(commands.get(words.getFirst())), arguments);
        if (done.exitCode() == OperatorCommand.OK && words.contains(CORRECT)) {
            payments.corrected(fields.getOrDefault(ACCOUNT, ""), fields.getOrDefault("entry", ""));
        }
        return done.printed();
    }

    private record Done(int exitCode, String printed) {}

    /** Returns what a command prints. */
    String printed(OperatorCommand command, List<String> arguments) {
        return run(command, arguments).printed();
    }

    private Done run(OperatorCommand command, List<String> arguments) {
        if (!command.accepts(arguments)) {
            var usage =
                    "Nothing was done, because a value is not valid. The same on the command line:\n" + command.usage();
            return new Done(OperatorCommand.USAGE_ERROR, usage);
        }
        var printed = new ByteArrayOutputStream();
        var exitCode = command.run(service, arguments, new PrintStream(printed, true, UTF_8));
        return new Done(exitCode, printed.toString(UTF_8).strip());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    static ActForm setBudget() {
        var pool = Field.choice(
                "pool",
                "Pool",
                Arrays.stream(Pool.values()).map(Pool::publicName).toList());
        return form("set-budget", "Set the budget of today", "/", pool, DOLLARS, WHY);
    }

    static ActForm startCanary() {
        var version = Field.text("version", "Version");
        return form("canary", "Give a version to a share", "/tiers", version, Field.text("percent", "Percent"), WHY);
    }

    /** Stores the version of a proposal and gives it to a share. */
    static ActForm startCanaryOf(String proposal) {
        var fixed = Map.of(BACK, "/tiers", "version", proposal);
        return new ActForm(
                "canary", "Give " + proposal + " to a share", fixed, List.of(Field.text("percent", "Percent"), WHY));
    }

    static ActForm promote() {
        return form("promote", "Make a version live", "/tiers", Field.text("version", "Version"), WHY);
    }

    static ActForm rollBack() {
        return form("roll-back", "End the canary, or go back", "/tiers", WHY);
    }

    static ActForm reconcile() {
        return form("reconcile", "Reconcile now", "/payments", WHY);
    }

    static ActForm correct(String account, String subject, String entry, Money amount) {
        var fixed = Map.of(ACCOUNT, account, BACK, "/payments", "entry", entry, "dollars", amount.usd());
        return new ActForm(CORRECT, "Book " + amount + " for " + subject, fixed, List.of(WHY));
    }

    static ActForm openIncident() {
        return form("open-incident", "Open an incident", INCIDENTS, Field.text("title", "Title"), TEXT, WHY);
    }

    static ActForm updateIncident(List<String> incidents) {
        return form(
                "update-incident", "Tell more", INCIDENTS, Field.choice("incident", "Incident", incidents), TEXT, WHY);
    }

    static ActForm resolveIncident(List<String> incidents) {
        return form(
                "resolve-incident",
                "Say that it is over",
                INCIDENTS,
                Field.choice("incident", "Incident", incidents),
                TEXT,
                WHY);
    }

    static ActForm openAccount() {
        var account = Field.text(ACCOUNT, "Account (1 to 32 of a-z 0-9 -)");
        return form("open", "Open an account", "/accounts", account, DOLLARS, WHY);
    }

    static ActForm freeze(String account) {
        return of(account, "freeze", "Freeze", WHY);
    }

    static ActForm thaw(String account, List<String> reasons) {
        return of(account, "thaw", "Thaw", Field.choice("reason", "Freeze to lift", reasons), WHY);
    }

    static ActForm adjust(String account) {
        return of(account, "adjust", "Adjust the cash", DOLLARS, WHY);
    }

    static ActForm grant(String account) {
        return of(account, "grant", "Grant credit", DOLLARS, WHY);
    }

    static ActForm limit(String account) {
        return of(account, "limit", "Limit the account", Field.text("daily", "Daily limit, or -"), WHY);
    }

    static ActForm note(String account) {
        return of(account, "note", "Write a note", Field.text("why", "Note (the customer reads it)"));
    }

    static ActForm limitKey(String account, List<String> keys) {
        var daily = Field.text("daily", "Daily limit, or -");
        return of(
                account,
                "limit-key",
                "Limit a key",
                key(keys),
                daily,
                Field.text("monthly", "Monthly budget, or -"),
                WHY);
    }

    static ActForm revokeKey(String account, List<String> keys) {
        return of(account, "revoke-key", "Revoke a key", key(keys), WHY);
    }

    static ActForm refund(String account) {
        return of(account, "refund", "Refund the cash of a deleted account", WHY);
    }

    private static Field key(List<String> keys) {
        return Field.choice("key", "Key", keys);
    }

    private static ActForm of(String account, String act, String title, Field... fields) {
        return new ActForm(act, title, Map.of(ACCOUNT, account, BACK, "/account?id=" + account), List.of(fields));
    }

    private static ActForm form(String act, String title, String back, Field... fields) {
        return new ActForm(act, title, Map.of(BACK, back), List.of(fields));
    }
}
