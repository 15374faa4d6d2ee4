package ai.tierup.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.MailboxAccounts;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.assess.Shortlist;
import ai.tierup.domain.assess.Shortlists;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.status.Incidents;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import ai.tierup.operator.mapping.CandidateJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's console on the service that runs here. */
@Tag("service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(RunningService.class)
class ConsoleTest {

    private static int accounts;

    private final Api api;
    private final BufferedReader printed;
    private final Path evaluations;
    private final Thread command;
    private String account = "";
    private HttpClient browser = newBrowser();
    private URI address = URI.create("");

    ConsoleTest(Api api) throws IOException {
        this.api = api;
        var pipe = new PipedInputStream();
        this.printed = new BufferedReader(new InputStreamReader(pipe, UTF_8));
        var out = new PrintStream(new PipedOutputStream(pipe), true, UTF_8);
        this.evaluations = api.folder.resolve("console-evaluations");
        var variables = new Variables(
                Map.of("TIERUP_DATA_DIR", api.folder.toString(), "TIERUP_EVALUATIONS", evaluations.toString()));
        var commandLine = new CommandLine(variables, RunningService.HOME, out, out);
        this.command = new Thread(() -> commandLine.run(List.of("console")));
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    @BeforeAll
    void start() throws IOException {
        command.start();
        var line = printed.readLine();
        assertThat(line).startsWith("The console of ");
        address = URI.create(line.substring(line.indexOf("http://127.0.0.1:")));
    }

    @AfterAll
    void stop() throws Exception {
        command.interrupt();
        command.join();
    }

    @BeforeEach
    void openAccount() {
        account = "console-" + ++accounts;
        browser = newBrowser();
        Customer.open(api, account);
    }

    private URI at(String path) {
        return address.resolve(path);
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(browser, HttpRequest.newBuilder(at(path)));
    }

    private void signIn() throws Exception {
        assertThat(send(browser, HttpRequest.newBuilder(address)).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> post(String form, String origin) throws Exception {
        return send(
                browser,
                HttpRequest.newBuilder(at("/act"))
                        .header("origin", origin)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private String origin() {
        return "http://" + address.getAuthority();
    }

    private boolean isFrozen() {
        return api.service
                .bean(WalletLedger.class)
                .find(new AccountId(account))
                .orElseThrow()
                .isFrozen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/tiers", "/accounts", "/payments", "/incidents", "/alarms", "/audit", "/style.css", "/act"
            })
    void nothingIsShownWithoutTheSecretOfTheAddress(String path) throws Exception {
        for (var request : List.of(
                HttpRequest.newBuilder(at(path)),
                HttpRequest.newBuilder(at(path + "?token=guessed")),
                HttpRequest.newBuilder(at(path)).header("cookie", "console=guessed"),
                HttpRequest.newBuilder(at(path)).POST(BodyPublishers.noBody()))) {
            assertThat(send(HttpClient.newHttpClient(), request).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/tiers", "/accounts", "/payments", "/incidents", "/alarms", "/audit", "/account?id=load-07"
            })
    void everyPageOpensWithoutScripts(String path) throws Exception {
        signIn();

        var page = get(path);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>").doesNotContain("<script", "could not be read");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none';")
                .doesNotContain("unsafe", "script-src");
        assertThat(page.headers().firstValue("referrer-policy")).contains("same-origin");
        assertThat(get("/style.css").statusCode()).isEqualTo(200);
        assertThat(get("/console.css").statusCode()).isEqualTo(200);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void anActNeedsItsReasonAndIsRecorded() throws Exception {
        signIn();

        var refused = post("act=freeze&account=" + account + "&why=&back=/account?id=" + account, origin());
        assertThat(refused.body()).contains("give a reason");
        assertThat(isFrozen()).isFalse();

        var done =
                post("act=freeze&account=" + account + "&why=card+testing&back=%2Faccount%3Fid%3D" + account, origin());

        assertThat(done.uri().getPath()).isEqualTo("/account");
        assertThat(done.body()).contains("Account " + account + " is frozen by operator.");
        assertThat(isFrozen()).isTrue();
        assertThat(api.service
                        .bean(AuditLog.class)
                        .newest(new AccountId(account), null, 1)
                        .getFirst()
                        .action())
                .isEqualTo(AuditAction.ACCOUNT_FROZEN);
        assertThat(get("/account?id=acc_" + account).body())
                .contains("account.frozen")
                .doesNotContain("role=\"status\"");
        post("act=thaw&account=" + account + "&why=false+alarm&reason=operator", origin());
        assertThat(isFrozen()).isFalse();
    }

    @Test
    void anAccountIsFoundByItsAddressHoweverItIsSpelled() throws Exception {
        signIn();
        var address = EmailAddress.parse(account + "@gmail.com").orElseThrow();
        var id = new AccountId("mailed-" + account);
        api.service.bean(MailboxAccounts.class).openWithoutCredit(id, address);

        var found = get("/account?id=" + account.toUpperCase(Locale.ROOT) + "%2Bnews@googlemail.com");

        assertThat(found.body()).contains("Account " + id, address.text());
        assertThat(get("/account?id=nobody@example.com").body()).contains("There is no account of nobody@example.com");
        assertThat(get("/account?id=%3Cb%3E@").body()).contains("&lt;b&gt;@").doesNotContain("<b>");
    }

    @Test
    void anAccountIsLimitedForAReasonAndItsOwnerSeesIt() throws Exception {
        signIn();

        assertThat(post("act=limit&account=" + account + "&daily=2.50&why=", origin())
                        .body())
                .contains("give a reason");
        assertThat(post("act=limit&account=" + account + "&daily=-1&why=typo", origin())
                        .body())
                .contains("Nothing was done");
        var limited = post("act=limit&account=" + account + "&daily=2.50&why=asked+by+mail", origin());

        assertThat(limited.body()).contains("Account " + account + " may spend $2.500000000 a day.");
        var newest = api.service
                .bean(AuditLog.class)
                .newest(new AccountId(account), null, 1)
                .getFirst();
        assertThat(newest.action()).isEqualTo(AuditAction.DAILY_LIMIT_CHANGED);
        assertThat(newest.target()).isEqualTo("2.500000000");
        assertThat(post("act=limit&account=" + account + "&daily=-&why=asked+again", origin())
                        .body())
                .contains("may spend its whole balance on a day.");
    }

    @Test
    void reconcilingNeedsAReason() throws Exception {
        signIn();

        assertThat(post("act=reconcile&why=&back=/payments", origin()).body()).contains("give a reason");
        assertThat(post("act=reconcile&why=a+customer+asks&back=/payments", origin())
                        .body())
                .contains("Each payment has its credit, and each credit its payment.");
    }

    @Test
    void aPaymentThatDiffersIsListedAndCorrectedOnce() throws Exception {
        signIn();
        var invented = new BookEntry.Fact(
                new AccountId(account), "topup#cs_test_console", EntryType.TOP_UP, Purse.CASH, Money.ofUsd("7"));
        api.service.bean(BookEntry.class).book(invented);
        assertThat(get("/payments").body()).doesNotContain("topup#cs_test_console");

        var listed =
                post("act=reconcile&why=nightly+alarm&back=/payments", origin()).body();
        assertThat(listed)
                .contains("scripts/account correct " + account + " &#39;topup#cs_test_console&#39; -7.000000000 WHY")
                .contains("<td>topup#cs_test_console</td><td class=\"number\">$0.000000000</td>")
                .contains("Book $-7.000000000 for ent_");

        var correct = "act=correct&account=" + account + "&entry=topup%23cs_test_console&dollars=-7&back=/payments";
        assertThat(post(correct + "&why=", origin()).body()).contains("give a reason", "topup#cs_test_console");
        var corrected = post(correct + "&why=nobody+paid+it", origin()).body();
        assertThat(corrected).contains("Booked $-7.000000000.").doesNotContain("<td>topup#cs_test_console</td>");
        assertThat(post(correct + "&why=again", origin()).body()).contains("Already corrected");
        assertThat(post("act=reconcile&why=check&back=/payments", origin()).body())
                .contains("each credit its payment.");
    }

    @Test
    void anIncidentIsToldUpdatedAndEndedForAReason() throws Exception {
        signIn();
        var told = "&title=Slow+%3Cb%3Etier-3%3C%2Fb%3E&text=We+look%0D%0Afor+the+cause.&back=/incidents";
        assertThat(post("act=open-incident&why=" + told, origin()).body()).contains("give a reason");

        var opened = post("act=open-incident&why=alarm" + told, origin()).body();

        assertThat(opened)
                .contains("Slow &lt;b&gt;tier-3&lt;/b&gt;", "We look for the cause.", "It is not over.")
                .contains("The status page shows it within two minutes.");
        var id = api.service
                .bean(Incidents.class)
                .since(LocalDate.EPOCH)
                .getFirst()
                .id();
        var resolve = "act=resolve-incident&incident=" + id + "&text=Over.&why=quiet&back=/incidents";
        post("act=update-incident&incident=" + id + "&text=Found.&why=news", origin());
        assertThat(post(resolve, origin()).body()).contains("Found.", "Over. (It is over.)");
        assertThat(post(resolve, origin()).body()).contains("Nothing was published");
        assertThat(post("act=update-incident&incident=none&text=x&why=y", origin())
                        .body())
                .contains("Nothing was done");
    }

    @Test
    void eachTierHasItsShortlistAndItsProposals() throws Exception {
        signIn();
        var live =
                api.service.bean(TierCatalogue.class).live().tier(TierId.TIER_2).candidates();
        var models = List.of(new Shortlist.Model("planted/<cheap>", Money.ofUsd("0.25"), null, 3));
        var list = new Shortlist(
                TierId.TIER_2, Instant.EPOCH, live.getFirst().name(), Money.ofUsd("1"), models, List.of("gone"));
        api.service.bean(Shortlists.class).write(list);
        propose("tier-2-2026-11-29-1", live.getFirst().name(), live.getLast());
        propose("tier-2-2026-11-29-2", "somebody/else", live.getLast());

        var page = get("/tiers").body();

        assertThat(page)
                .contains("<h2>Models for tier-1</h2>", "<h2>Models for tier-4</h2>")
                .contains("<td>planted/&lt;cheap&gt;</td><td class=\"number\">$0.250000000</td>")
                .contains("<td class=\"number\">25 %</td><td>none</td><td class=\"number\">3</td>", "Changed: gone")
                .contains("+2.0 points", "Give tier-2-2026-11-29-1 to a share", "It is out of date: somebody/else")
                .doesNotContain("Give tier-2-2026-11-29-2 to a share");
        assertThat(post("act=canary&version=tier-2-2026-11-29-1&percent=100&why=better&back=/tiers", origin())
                        .body())
                .contains("Nothing was done");
    }

    private void propose(String name, String incumbent, Candidate candidate) throws IOException {
        var json = RunningService.JSON.createObjectNode();
        json.put("evaluation", name).put("at", "2026-11-29T12:00:00Z").put("tier", "tier-2");
        json.put("incumbent", incumbent)
                .put("evidence", "+2.0 points")
                .set("candidate", CandidateJson.write(candidate));
        Files.createDirectories(evaluations.resolve(name));
        Files.writeString(evaluations.resolve(name).resolve("proposal.json"), json.toString());
    }

    @Test
    void onlyItsOwnPagesCanDoSomething() throws Exception {
        signIn();
        var form = "act=freeze&account=" + account + "&why=forged";

        assertThat(post(form, "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(post(form, "null").statusCode()).isEqualTo(403);
        assertThat(get("/act?" + form).statusCode()).isEqualTo(404);
        assertThat(post(form + "&back=" + "https://evil.example/", origin())
                        .uri()
                        .getHost())
                .isEqualTo("127.0.0.1");
        assertThat(isFrozen()).isTrue();
    }

    @Test
    void aNameThatPointsToThisMachineIsRefused() throws Exception {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), address.getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void wordsOfCustomersAreText() throws Exception {
        signIn();
        var name = "<img src=x onerror=alert(1)>\"'&";
        var key = RunningService.JSON.createObjectNode().put("name", name).toString();
        Customer.open(api, account + "-b").send("POST", "/v1/keys", key);

        var page = get("/account?id=" + account + "-b").body();

        assertThat(page)
                .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;")
                .doesNotContain("<img");
        assertThat(get("/account?id=%3Cscript%3E").body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void aValueThatIsNotValidDoesNothingAndSaysHowItIsDone() throws Exception {
        signIn();

        var answer = post("act=adjust&account=" + account + "&dollars=1e9&why=typo&back=/accounts", origin());

        assertThat(answer.body()).contains("Nothing was done", "scripts/account");
        assertThat(answer.uri().getPath()).isEqualTo("/accounts");
    }
}
