package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** Checks that an account has lost exactly what its requests cost since this was created, and that nothing is held any more. */
final class Books {

    private final Api api;
    private final String account;
    private final int reportsBefore;
    private final BigDecimal before;

    private Books(Api api, String account) throws Exception {
        this.api = api;
        this.account = account;
        this.reportsBefore = api.journal.reports().size();
        this.before = available();
    }

    static Books of(Api api, String account) throws Exception {
        return new Books(api, account);
    }

    /** All requests since this was created must be from the account, and have ended. */
    void assertExact() throws Exception {
        var reports = api.journal.reports();
        var cost = reports.subList(reportsBefore, reports.size()).stream()
                .flatMap(report -> Stream.ofNullable(report.record()))
                .map(record -> new BigDecimal(record.cost().usd()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(api.read(account, "/v1/wallet").path("open_holds").asInt()).isZero();
        assertThat(before.subtract(available())).isEqualByComparingTo(cost);
    }

    private BigDecimal available() throws Exception {
        return new BigDecimal(
                api.read(account, "/v1/wallet").path("available_usd").asText());
    }
}
