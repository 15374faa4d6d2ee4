package ai.tierup.local;

import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import ai.tierup.local.dynamodb.TemplateTables;
import ai.tierup.local.http.HttpFront;
import ai.tierup.local.http.TemplateRoutes;
import ai.tierup.local.schedule.ScheduleTimer;
import ai.tierup.local.schedule.TemplateSchedules;
import ai.tierup.local.seed.Seed;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.local.simulators.SimulatorMain;
import ai.tierup.local.simulators.StripeSecrets;
import ai.tierup.operator.UseCases;
import ai.tierup.operator.service.ServiceContext;
import ai.tierup.operator.service.ServiceFile;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** The whole service, running on this machine: every part of it, and no more. */
public final class LocalService implements AutoCloseable {

    static {
        // The JDK's server reads these once, when the first one is made, and the simulator makes one too. Without the
        // first, Nagle's algorithm costs every answer 40 ms; by the second, requests that trickle in for a minute are
        // given up; by the third, the rest of a body that is too large is read, or its sender, still sending, would see
        // a broken connection in place of the 413.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.drainAmount", Integer.toString(64 * 1024 * 1024));
        System.setProperty("jdk.httpserver.maxConnections", "4096");
    }

    private static final int HMAC_KEY_BYTES = 32;
    private static final int STRIPE_BYTES = 16;
    private static final Duration TIME_FOR_JOBS_TO_STOP = Duration.ofSeconds(1);

    /** A simulated model thinks as long as it takes for so many tokens before it says the first. */
    private static final int TOKENS_BEFORE_THE_FIRST = 10;

    private static final String DYNAMODB_LOCAL_CLASS_PATH = "infrastructure/dynamodb-local/target/classpath.txt";

    private final Parts parts;
    private final HttpFront front;
    private final URI dynamoDb;
    private final Optional<UpstreamSimulator> simulator;
    private final Optional<StripeSimulator> stripe;
    private final SeededKeys keys;
    private final ApplicationContext context;

    private LocalService(
            Parts parts,
            HttpFront front,
            URI dynamoDb,
            Optional<UpstreamSimulator> simulator,
            Optional<StripeSimulator> stripe,
            SeededKeys keys,
            ApplicationContext context) {
        this.parts = parts;
        this.front = front;
        this.dynamoDb = dynamoDb;
        this.simulator = simulator;
        this.stripe = stripe;
        this.keys = keys;
        this.context = context;
    }

    /**
     * Starts every part and returns when requests are answered.
     *
     * @param home the repository's folder
     * @param dataFolder where keys and ports are written unless the environment names a folder
     * @param mapping the tiers on sale
     * @throws ai.tierup.functions.support.wiring.BadSetting when a variable makes no sense
     * @throws IOException when a part does not start; the others are ended then
     */
    public static LocalService start(
            Variables variables, Path home, Path dataFolder, TierMapping mapping, Journal journal) throws IOException {
        var parts = new Parts();
        try {
            return start(variables, LocalSettings.of(variables, dataFolder), home, mapping, journal, parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static LocalService start(
            Variables variables, LocalSettings settings, Path home, TierMapping mapping, Journal journal, Parts parts)
            throws IOException {
        parts.add(DataFolder.take(settings.dataFolder()));
        var template = new ObjectMapper(new YAMLFactory())
                .readTree(home.resolve("template.yaml").toFile());
        var dynamoDb = dynamoDb(settings, home, parts);
        var simulator = simulator(settings, mapping, parts);
        var stripeSecrets = new StripeSecrets("sk_test_" + randomHex(STRIPE_BYTES), "whsec_" + randomHex(STRIPE_BYTES));
        var stripe = stripe(settings, stripeSecrets, parts);
        var found = new HashMap<>(Map.of("AWS_ENDPOINT_URL", dynamoDb.toString()));
        simulator.ifPresent(
                upstream -> found.put("TIERUP_UPSTREAM_URL", upstream.baseUrl().toString()));
        stripe.ifPresent(provider -> found.putAll(stripeSecrets.variables(provider.baseUrl())));
        var context = parts.add(context(variables, found, journal));
        createTables(new TemplateTables(template), context, settings);
        var keys = SeededKeys.loadOrDraw(
                settings.dataFolder().resolve("keys.json"), context.getBean(RandomGenerator.class));
        new Seed(new UseCases(context).createAccount()).plant(keys, settings.demoBalance());
        context.getBean(TierCatalogue.class).publish(mapping);
        var front = parts.add(HttpFront.start(
                settings.port(), new TemplateRoutes(template), context, settings.requestTimeout(), Clock.systemUTC()));
        stripe.ifPresent(provider -> provider.webhook(front.url().resolve("/webhooks/stripe")));
        parts.add(ServiceFile.write(
                settings.dataFolder().resolve(ServiceFile.NAME),
                front.url(),
                dynamoDb,
                stripe.map(provider -> new ServiceFile.SimulatedStripe(provider.baseUrl(), stripeSecrets.key()))));
        parts.add(ScheduleTimer.start(
                new TemplateSchedules(template), context, Clock.systemUTC(), TIME_FOR_JOBS_TO_STOP));
        return new LocalService(parts, front, dynamoDb, simulator, stripe, keys, context);
    }

    /** Base URL of the service, without {@code /v1}. */
    public URI url() {
        return front.url();
    }

    /** Where its tables are. */
    public URI dynamoDb() {
        return dynamoDb;
    }

    public ApiKeySecret demoKey() {
        return keys.demo();
    }

    /** All seeded keys, by account. */
    public Map<String, ApiKeySecret> keys() {
        return keys.byAccount().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
    }

    /** The simulated upstream; empty when another one is set. */
    public Optional<UpstreamSimulator> simulator() {
        return simulator;
    }

    /** The simulated Stripe; empty when another one is set. */
    public Optional<StripeSimulator> stripe() {
        return stripe;
    }

    /** One of the service's objects, for tests that look behind the API. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static URI dynamoDb(LocalSettings settings, Path home, Parts parts) throws IOException {
        if (settings.endpoint().isPresent()) {
            return settings.endpoint().get();
        }
        var tables =
                settings.keepsState() ? Optional.of(settings.dataFolder().resolve("dynamodb")) : Optional.<Path>empty();
        return parts.add(DynamoDbLocalProcess.start(home.resolve(DYNAMODB_LOCAL_CLASS_PATH), tables))
                .endpoint();
    }

    private static void createTables(TemplateTables tables, ApplicationContext context, LocalSettings settings) {
        var names = context.getBean(Settings.class).store().tables();
        try {
            tables.create(context.getBean(DynamoDbClients.class).retrying(), names);
        } catch (SdkException e) {
            throw settings.endpoint()
                    .<RuntimeException>map(url ->
                            new BadSetting("AWS_ENDPOINT_URL", "the address of a DynamoDB; none answers at " + url))
                    .orElse(e);
        }
    }

    private static Optional<UpstreamSimulator> simulator(LocalSettings settings, TierMapping mapping, Parts parts)
            throws IOException {
        if (settings.upstream().url().isPresent()) {
            return Optional.empty();
        }
        var pace = settings.simulatedTokenPace();
        return Optional.of(parts.add(UpstreamSimulator.start(SimulatorSettings.paced(Clock.systemUTC())
                .withModels(SimulatorMain.models(mapping))
                .withPace(pace.multipliedBy(TOKENS_BEFORE_THE_FIRST), pace))));
    }

    private static Optional<StripeSimulator> stripe(LocalSettings settings, StripeSecrets secrets, Parts parts)
            throws IOException {
        if (settings.stripe().isSet()) {
            return Optional.empty();
        }
        var simulated =
                StripeSimulatorSettings.of(secrets.key(), secrets.webhook(), new SecureRandom(), Clock.systemUTC());
        return Optional.of(
                parts.add(settings.keepsState() ? startKept(simulated, settings) : StripeSimulator.start(simulated)));
    }

    /** With the payments of the run before, and, unless somebody has taken the next port, the addresses of their checkouts. */
    private static StripeSimulator startKept(StripeSimulatorSettings simulated, LocalSettings settings)
            throws IOException {
        var kept = simulated.withFile(settings.dataFolder().resolve("stripe.json"));
        try {
            return StripeSimulator.start(kept.withPort(settings.port() == 0 ? 0 : settings.port() + 1));
        } catch (BindException e) {
            return StripeSimulator.start(kept);
        }
    }

    private static ApplicationContext context(Variables variables, Map<String, String> found, Journal journal) {
        return ServiceContext.start(
                journal,
                ServiceContext.LOCAL_TABLES,
                Map.of(
                        "TIERUP_STAGE", "local",
                        "TIERUP_HMAC_KEY", randomHex(HMAC_KEY_BYTES),
                        "TIERUP_UPSTREAM_KEY", "none"),
                variables.values(),
                found);
    }

    private static String randomHex(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
