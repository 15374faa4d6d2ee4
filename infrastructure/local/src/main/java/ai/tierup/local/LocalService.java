package ai.tierup.local;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.access.Mailer;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.tokens.NeutralTokenMeter;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import ai.tierup.local.dynamodb.TemplateTables;
import ai.tierup.local.http.HttpGateway;
import ai.tierup.local.http.TemplateRoutes;
import ai.tierup.local.mail.Outbox;
import ai.tierup.local.schedule.ScheduleTimer;
import ai.tierup.local.schedule.TemplateSchedules;
import ai.tierup.local.seed.Seed;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.local.simulators.SimulatorMain;
import ai.tierup.local.simulators.StripeSecrets;
import ai.tierup.operator.service.ServiceContext;
import ai.tierup.operator.service.ServiceFile;
import ai.tierup.operator.service.ServiceFolder;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** The whole service, running on this machine. */
public final class LocalService implements AutoCloseable {

    static {
        // The JDK's HTTP server reads these properties once, when the first server is created, also by a simulator.
        // "nodelay" disables Nagle's algorithm, which would delay every answer by 40 ms. "maxReqTime" drops requests
        // that take more than a minute to arrive. "drainAmount" reads the rest of a body that is too large, because a
        // client that is still sending would otherwise see a broken connection in place of the 413.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.drainAmount", Integer.toString(64 * 1024 * 1024));
        System.setProperty("jdk.httpserver.maxConnections", "4096");
    }

    private static final String OUTBOX_PATH = "/outbox";
    private static final int HMAC_KEY_BYTES = 32;
    private static final int SEALING_KEY_BYTES = 32;
    private static final int STRIPE_BYTES = 16;
    private static final Duration JOB_STOP_TIMEOUT = Duration.ofSeconds(1);

    /** The wait before the first simulated token, as a number of waits between tokens. */
    private static final int FIRST_TOKEN_DELAY_TOKENS = 10;

    /** The tasks of evaluations, which simulated models do. */
    private static final String TASKS = "infrastructure/tiers/tasks";

    private static final String DYNAMODB_LOCAL_CLASS_PATH = "infrastructure/dynamodb-local/target/classpath.txt";

    private final Closer closer;
    private final HttpGateway gateway;
    private final TemplateSchedules schedules;
    private final Optional<UpstreamSimulator> simulator;
    private final Optional<StripeSimulator> stripe;
    private final SeededKeys keys;
    private final ApplicationContext context;

    private LocalService(
            Closer closer,
            HttpGateway gateway,
            TemplateSchedules schedules,
            Optional<UpstreamSimulator> simulator,
            Optional<StripeSimulator> stripe,
            SeededKeys keys,
            ApplicationContext context) {
        this.closer = closer;
        this.gateway = gateway;
        this.schedules = schedules;
        this.simulator = simulator;
        this.stripe = stripe;
        this.keys = keys;
        this.context = context;
    }

    /**
     * Starts the service without its scheduled jobs, and returns when it accepts requests.
     *
     * @param home the repository's folder
     * @param dataFolder the folder for keys and addresses, unless the environment names another
     * @param mapping the tiers on sale
     * @throws ai.tierup.functions.support.wiring.BadSetting if a variable is invalid
     * @throws IOException if a component does not start; those that have started are stopped
     */
    public static LocalService start(
            Variables variables, Path home, Path dataFolder, TierMapping mapping, Journal journal) throws IOException {
        var closer = new Closer();
        try {
            return start(variables, LocalSettings.of(variables, dataFolder), home, mapping, journal, closer);
        } catch (IOException | RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    private static LocalService start(
            Variables variables, LocalSettings settings, Path home, TierMapping mapping, Journal journal, Closer closer)
            throws IOException {
        HttpGateway.requireFree(settings.port());
        closer.add(DataFolder.acquire(settings.dataFolder()));
        // The database takes longest, so the rest begins meanwhile. The first request would wait for the vocabulary.
        var database = dynamoDb(settings, home, closer);
        Thread.startVirtualThread(NeutralTokenMeter::load);
        var template = ServiceTemplate.read(home);
        var simulator = simulator(settings, home, mapping, closer);
        var stripeSecrets = new StripeSecrets("sk_test_" + randomHex(STRIPE_BYTES), "whsec_" + randomHex(STRIPE_BYTES));
        var stripe = SimulatedStripe.start(settings, stripeSecrets, closer);
        var dynamoDb = database.isPresent()
                ? database.get().awaitReady()
                : settings.endpoint().orElseThrow();
        var localVariables = new HashMap<>(Map.of("AWS_ENDPOINT_URL", dynamoDb.toString()));
        simulator.ifPresent(upstream ->
                localVariables.put("TIERUP_UPSTREAM_URL", upstream.baseUrl().toString()));
        stripe.ifPresent(provider -> localVariables.putAll(stripeSecrets.variables(provider.baseUrl())));
        localVariables.put(
                "TIERUP_ACCESS_KEY",
                AccessKeyFile.loadOrCreate(settings.dataFolder().resolve(ServiceFolder.ACCESS_KEY)));
        var outbox = new Outbox(settings.dataFolder().resolve("outbox.txt"), Clock.systemUTC(), announcing(journal));
        var context = closer.add(context(variables, localVariables, journal, outbox));
        createTables(new TemplateTables(template), context, settings);
        var keys =
                SeededKeys.loadOrCreate(SeededKeys.file(settings.dataFolder()), context.getBean(RandomGenerator.class));
        new Seed(context).write(keys, settings.demoBalance());
        context.getBean(TierCatalogue.class).publish(mapping);
        var gateway = closer.add(HttpGateway.start(
                settings.port(), new TemplateRoutes(template), context, settings.requestTimeout(), Clock.systemUTC()));
        gateway.serve(OUTBOX_PATH, outbox::page);
        stripe.ifPresent(provider -> provider.webhook(gateway.url().resolve("/webhooks/stripe")));
        closer.add(ServiceFile.write(
                settings.dataFolder().resolve(ServiceFile.NAME),
                new ServiceFile.Running(
                        gateway.url(),
                        dynamoDb,
                        simulator.map(UpstreamSimulator::baseUrl),
                        stripe.map(provider ->
                                new ServiceFile.SimulatedStripe(provider.baseUrl(), stripeSecrets.key())))));
        return new LocalService(closer, gateway, new TemplateSchedules(template), simulator, stripe, keys, context);
    }

    /** Runs the scheduled jobs from now on, whenever they are due. */
    public void startJobs() {
        closer.add(ScheduleTimer.start(schedules, context, Clock.systemUTC(), JOB_STOP_TIMEOUT));
    }

    /** The page with all mail that was sent. */
    public URI outbox() {
        return url().resolve(OUTBOX_PATH);
    }

    /** Base URL of the service, without {@code /v1}. */
    public URI url() {
        return gateway.url();
    }

    /** Endpoint of the DynamoDB that has its tables. */
    public URI dynamoDb() {
        return context.getBean(Settings.class).store().endpoint().orElseThrow();
    }

    public ApiKeySecret demoKey() {
        return keys.demo();
    }

    /** All seeded keys, by account. */
    public Map<String, ApiKeySecret> keys() {
        return keys.byAccount().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
    }

    /** The simulated upstream; empty if another one is configured. */
    public Optional<UpstreamSimulator> simulator() {
        return simulator;
    }

    /** The simulated Stripe; empty if another one is configured. */
    public Optional<StripeSimulator> stripe() {
        return stripe;
    }

    /** Returns one of the service's objects, for tests that look behind the API. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        closer.close();
    }

    private static Optional<DynamoDbLocalProcess> dynamoDb(LocalSettings settings, Path home, Closer closer)
            throws IOException {
        if (settings.endpoint().isPresent()) {
            return Optional.empty();
        }
        var tables =
                settings.keepsState() ? Optional.of(settings.dataFolder().resolve("dynamodb")) : Optional.<Path>empty();
        return Optional.of(closer.add(DynamoDbLocalProcess.begin(home.resolve(DYNAMODB_LOCAL_CLASS_PATH), tables)));
    }

    private static void createTables(TemplateTables tables, ApplicationContext context, LocalSettings settings) {
        var names = context.getBean(Settings.class).store().tables();
        try {
            tables.create(context.getBean(DynamoDbClients.class).retrying(), names);
        } catch (SdkException e) {
            throw settings.endpoint()
                    .<RuntimeException>map(url ->
                            new BadSetting("AWS_ENDPOINT_URL", "the address of a DynamoDB; nothing answers at " + url))
                    .orElse(e);
        }
    }

    private static Optional<UpstreamSimulator> simulator(
            LocalSettings settings, Path home, TierMapping mapping, Closer closer) throws IOException {
        if (settings.upstream().url().isPresent()) {
            return Optional.empty();
        }
        var pace = settings.simulatedTokenPace();
        return Optional.of(closer.add(UpstreamSimulator.start(SimulatorSettings.paced(Clock.systemUTC())
                .withModels(SimulatorMain.models(mapping))
                .withAnswers(home.resolve(TASKS))
                .withPace(pace.multipliedBy(FIRST_TOKEN_DELAY_TOKENS), pace))));
    }

    private static ApplicationContext context(
            Variables variables, Map<String, String> localVariables, Journal journal, Mailer mailer) {
        return ServiceContext.start(
                List.of(journal, mailer),
                ServiceContext.LOCAL_TABLES,
                Map.of(
                        "TIERUP_STAGE", "local",
                        "TIERUP_HMAC_KEY", randomHex(HMAC_KEY_BYTES),
                        "TIERUP_SEALING_KEYS", "local=" + randomHex(SEALING_KEY_BYTES),
                        "TIERUP_UPSTREAM_KEY", "none",
                        // All clients of a local run are in one network.
                        "TIERUP_CODES_PER_NETWORK", "1000000",
                        "TIERUP_VISITS_PER_NETWORK", "1000000"),
                variables.values(),
                localVariables);
    }

    /** Prints a line for each mail, if the service prints lines for people. */
    private static Consumer<Mail> announcing(Journal journal) {
        return journal instanceof ConsoleJournal console ? console::mailed : mail -> {};
    }

    private static String randomHex(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
