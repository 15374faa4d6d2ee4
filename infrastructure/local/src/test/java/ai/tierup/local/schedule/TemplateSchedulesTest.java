package ai.tierup.local.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSchedulesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static JsonNode yaml(String text) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(text);
    }

    @Test
    void theJobsOfTheTemplateAreFound() throws IOException {
        var template = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of(System.getProperty("tierup.home"), "template.yaml")
                        .toFile());

        assertThat(new TemplateSchedules(template).schedules())
                .contains(
                        new Schedule(
                                "ai.tierup.functions.sweeper.SweepHandler",
                                new Recurrence.Rate(Duration.ofMinutes(1)),
                                Duration.ofSeconds(50)),
                        new Schedule(
                                "ai.tierup.functions.audit.AuditHandler",
                                new Recurrence.Rate(Duration.ofHours(1)),
                                Duration.ofMinutes(10)));
    }

    @Test
    void theGlobalTimeoutIsTheDefaultAndRoutesAreIgnored() throws IOException {
        var schedules = new TemplateSchedules(yaml("""
                Globals: {Function: {Timeout: 30}}
                Resources:
                  Nightly:
                    Properties:
                      Handler: a.Handler
                      Events:
                        Night: {Type: Schedule, Properties: {Schedule: "cron(30 0 * * ? *)"}}
                        Page: {Type: Api, Properties: {Path: /, Method: get}}
                """)).schedules();

        assertThat(schedules)
                .containsExactly(
                        new Schedule("a.Handler", Recurrence.parse("cron(30 0 * * ? *)"), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "rate(1 minute), 2026-11-24T12:01:00Z",
        "rate(5 minutes), 2026-11-24T12:05:00Z",
        "rate(12 hours), 2026-11-25T00:00:00Z",
        "rate(1 day), 2026-11-25T12:00:00Z"
    })
    void aRateIsDueSoonAfterTheStartAndThenAtItsInterval(String expression, Instant next) {
        var rate = Recurrence.parse(expression);

        assertThat(rate.first(NOON)).isEqualTo(NOON.plusSeconds(2));
        assertThat(rate.next(NOON)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "cron(1 12 * * ? *), 2026-11-24T12:01:00Z",
        "cron(0 12 * * ? *), 2026-11-25T12:00:00Z",
        "cron(30 0 * * ? *), 2026-11-25T00:30:00Z",
        "cron(59 23 * * ? *), 2026-11-24T23:59:00Z"
    })
    void aDailyJobIsDueAtItsTime(String expression, Instant next) {
        var daily = Recurrence.parse(expression);

        assertThat(daily.first(NOON)).isEqualTo(next);
        assertThat(daily.next(NOON)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rate(0 minutes)",
                "rate(1 week)",
                "rate(1minute)",
                "cron(0 24 * * ? *)",
                "cron(60 0 * * ? *)",
                "cron(0 0 1 * ? *)",
                "cron(*/5 * * * ? *)"
            })
    void unsupportedSchedulesAreRefused(String expression) {
        assertThatThrownBy(() -> Recurrence.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not support the schedule");
    }
}
