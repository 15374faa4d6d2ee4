package ai.tierup.functions.support.wiring;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.completion.AdmitChat;
import ai.tierup.domain.completion.AskCandidates;
import ai.tierup.domain.completion.CandidateOrder;
import ai.tierup.domain.completion.CloseRequest;
import ai.tierup.domain.completion.CompleteChat;
import ai.tierup.domain.completion.EndUserTags;
import ai.tierup.domain.completion.LinkedFiles;
import ai.tierup.domain.completion.ToolCallOriginals;
import ai.tierup.domain.guardrail.DayBudgets;
import ai.tierup.domain.guardrail.Guardrail;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.idempotency.CompleteOnce;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.meter.TokenMeter;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.repeat.Markers;
import ai.tierup.domain.repeat.RepeatedInput;
import ai.tierup.domain.routing.Breakers;
import ai.tierup.domain.routing.SharedBreakers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.UpstreamBound;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.functions.support.files.HttpsFiles;
import ai.tierup.functions.support.gateway.AnswerFormat;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import ai.tierup.functions.support.snapstart.RestorableRandom;
import ai.tierup.functions.support.snapstart.Snapshots;
import ai.tierup.upstream.HttpUpstream;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Creates the service's objects from its settings. If the context was started with a clock, a journal or settings, these are used instead
 * of the ones created here. The local run and the tests do so.
 */
@Factory
final class ServiceFactory {

    static final String VIRTUAL_THREADS = "virtual-threads";

    @Singleton
    @Secondary
    Settings settings(Journal journal) {
        try {
            return Settings.of(ThisProcess.variables());
        } catch (BadSetting e) {
            journal.raise(Alarm.BAD_SETTING, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Singleton
    @Secondary
    InstantSource clock() {
        return ThisProcess.clock();
    }

    @Singleton
    @Secondary
    Journal journal(InstantSource clock) {
        return ThisProcess.journal(clock);
    }

    @Singleton
    RestorableRandom random() {
        return new RestorableRandom(SecureRandom::new);
    }

    @Singleton
    RequestIds requestIds(InstantSource clock, RandomGenerator random) {
        return new RequestIds(clock, random);
    }

    @Singleton
    WalletRules walletRules(Settings settings) {
        return settings.rules().wallet();
    }

    @Singleton
    AnswerFormat answerFormat(Settings settings) {
        return settings.answerFormat();
    }

    @Singleton
    SetDailyLimit setDailyLimit(WalletLedger ledger, Journal journal) {
        return new SetDailyLimit(ledger, journal);
    }

    @Singleton
    BookEntry bookEntry(WalletLedger ledger, InstantSource clock, RandomGenerator random) {
        return new BookEntry(ledger, clock, random);
    }

    /** Has a qualifier because Micronaut also has executors. */
    @Bean(preDestroy = "close")
    @Singleton
    @Named(VIRTUAL_THREADS)
    ExecutorService virtualThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Singleton
    SettleHold settleHold(UsageLog log, WalletLedger ledger, Journal journal) {
        return new SettleHold(log, ledger, journal);
    }

    @Singleton
    DayBudgets dayBudgets(Settings settings, TierCatalogue catalogue) {
        return new DayBudgets(settings.rules().budgets(), () -> UpstreamBound.largest(catalogue.published()));
    }

    @Singleton
    Guardrail guardrail(
            PoolLedger ledger,
            DayBudgets budgets,
            RandomGenerator random,
            InstantSource clock,
            @Named(VIRTUAL_THREADS) ExecutorService executor) {
        return new Guardrail(ledger, budgets, random, clock, executor);
    }

    @Bean(preDestroy = "close")
    @Singleton
    HttpUpstream upstream(
            Settings settings, CurrentSecrets<UpstreamSecrets> secrets, InstantSource clock, Snapshots snapshots) {
        var upstream = new HttpUpstream(
                settings.upstream(), provider -> secrets.current().providerKey(provider), clock);
        snapshots.afterRestore(upstream::renewConnections);
        return upstream;
    }

    @Singleton
    ToolCallOriginals toolCallOriginals(
            ToolCallMemory memory,
            @Named(VIRTUAL_THREADS) ExecutorService executor,
            Journal journal,
            Settings settings) {
        return new ToolCallOriginals(memory, executor, journal, settings.rules().chat());
    }

    @Singleton
    ReasoningSeal reasoningSeal(CurrentSecrets<UpstreamSecrets> secrets, RandomGenerator random) {
        return new ReasoningSeal(() -> secrets.current().sealingKeys(), random);
    }

    @Singleton
    Breakers breakers(
            Settings settings,
            SharedBreakers shared,
            @Named(VIRTUAL_THREADS) ExecutorService executor,
            Journal journal,
            InstantSource clock,
            RandomGenerator random) {
        return new Breakers(settings.rules().breakers(), shared, executor, journal, clock, random);
    }

    @Singleton
    AskCandidates askCandidates(
            ToolCallOriginals toolCallOriginals,
            ReasoningSeal seal,
            Breakers breakers,
            Upstream upstream,
            Journal journal,
            RandomGenerator random,
            CurrentSecrets<UpstreamSecrets> secrets,
            Settings settings) {
        var tags = new EndUserTags(() -> secrets.current().hmacKey());
        return new AskCandidates(
                new CandidateOrder(toolCallOriginals, tags, seal),
                breakers,
                upstream,
                new ToolCallIds(random),
                seal,
                journal,
                settings.rules().chat());
    }

    @Singleton
    CloseRequest closeRequest(
            SettleHold settleHold,
            ToolCallOriginals toolCallOriginals,
            Checkpoints checkpoints,
            @Named(VIRTUAL_THREADS) ExecutorService executor,
            Journal journal,
            InstantSource clock,
            Settings settings) {
        return new CloseRequest(
                settleHold,
                toolCallOriginals,
                checkpoints,
                executor,
                journal,
                clock,
                settings.rules().chat());
    }

    @Singleton
    PlaceHold placeHold(
            WalletLedger ledger, Guardrail guardrail, Journal journal, InstantSource clock, Settings settings) {
        return new PlaceHold(ledger, guardrail, journal, clock, settings.rules().wallet());
    }

    @Bean(preDestroy = "close")
    @Singleton
    HttpsFiles linkedFiles(@Named(VIRTUAL_THREADS) ExecutorService executor) {
        return new HttpsFiles(executor);
    }

    @Singleton
    TokenCounter tokenCounter(TokenMeter meter) {
        return new TokenCounter(meter);
    }

    @Singleton
    AdmitChat admitChat(
            TierCatalogue catalogue,
            TokenCounter counter,
            LinkedFiles linkedFiles,
            RepeatedInput repeatedInput,
            InstantSource clock) {
        return new AdmitChat(catalogue, counter, linkedFiles, repeatedInput, clock);
    }

    @Singleton
    RepeatedInput repeatedInput(
            CurrentSecrets<UpstreamSecrets> secrets,
            Markers markers,
            TokenCounter counter,
            @Named(VIRTUAL_THREADS) ExecutorService executor,
            Journal journal,
            InstantSource clock,
            Settings settings) {
        return new RepeatedInput(
                () -> secrets.current().hmacKey(),
                markers,
                counter,
                executor,
                journal,
                clock,
                settings.rules().repeat());
    }

    @Singleton
    CompleteChat completeChat(
            AdmitChat admitChat,
            PlaceHold placeHold,
            AskCandidates askCandidates,
            CloseRequest closeRequest,
            @Named(VIRTUAL_THREADS) ExecutorService executor,
            InstantSource clock,
            Settings settings) {
        return new CompleteChat(
                admitChat,
                placeHold,
                askCandidates,
                closeRequest,
                executor,
                clock,
                settings.rules().chat());
    }

    @Singleton
    CompleteOnce completeOnce(
            CompleteChat completeChat,
            IdempotentAnswers answers,
            Journal journal,
            InstantSource clock,
            Settings settings) {
        return new CompleteOnce(
                completeChat, answers, journal, clock, settings.rules().chat());
    }
}
