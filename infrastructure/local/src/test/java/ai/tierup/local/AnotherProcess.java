package ai.tierup.local;

import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.TableNames;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.dynamodb.TemplateTables;
import ai.tierup.local.http.HttpGateway;
import ai.tierup.local.http.TemplateRoutes;
import ai.tierup.local.simulators.SimulatorMain;
import ai.tierup.operator.service.ServiceContext;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Another process of a running service, with an upstream of its own. It shares the accounts, the wallets and the books, but not what is
 * transient: it does not learn from others which candidates are ill. It starts much sooner than a service with a database of its own.
 */
record AnotherProcess(
        UpstreamSimulator simulator, CapturingJournal journal, ApplicationContext context, HttpGateway gateway)
        implements AutoCloseable {

    private static final JsonNode TEMPLATE = template();

    private static JsonNode template() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(RunningService.HOME.resolve("template.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name a name that no other process of the service has */
    static AnotherProcess start(Api service, String name, Map<String, String> variables) throws IOException {
        var clock = Clock.systemUTC();
        var simulator = UpstreamSimulator.start(
                SimulatorSettings.immediate(clock).withModels(SimulatorMain.models(Api.mapping())));
        var journal = new CapturingJournal();
        var tables = new TableNames("wallets", "ledger", "directory", "transient-" + name);
        var context = ServiceContext.start(
                List.of(journal),
                ServiceContext.LOCAL_TABLES,
                Map.of(
                        "TRANSIENT_TABLE", tables.transients(),
                        "AWS_ENDPOINT_URL", service.service.dynamoDb().toString(),
                        "TIERUP_STAGE", "local",
                        "TIERUP_HMAC_KEY", "00".repeat(32),
                        "TIERUP_SEALING_KEYS", "k1=" + "00".repeat(32),
                        "TIERUP_UPSTREAM_URL", simulator.baseUrl().toString(),
                        "TIERUP_UPSTREAM_KEY", "none"),
                variables);
        new TemplateTables(TEMPLATE)
                .create(context.getBean(DynamoDbClients.class).retrying(), tables);
        var gateway = HttpGateway.start(0, new TemplateRoutes(TEMPLATE), context, Duration.ofMinutes(1), clock);
        return new AnotherProcess(simulator, journal, context, gateway);
    }

    URI url(String path) {
        return gateway.url().resolve(path);
    }

    @Override
    public void close() {
        gateway.close();
        context.close();
        simulator.close();
    }
}
