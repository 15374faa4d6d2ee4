package ai.tierup.functions.support.wiring;

import ai.tierup.anthropic.AnthropicMessages;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.access.DayQuotas;
import ai.tierup.domain.access.VisitorQuotas;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.completion.SettleAfterAnswer;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.recall.KeptOutputs;
import ai.tierup.domain.recall.OutputMemory;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.auth.KeptOutputsSetting;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.proof.ProofOfWork;
import ai.tierup.functions.support.proof.VisitorGate;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import ai.tierup.openai.chat.OpenAiChat;
import ai.tierup.openai.responses.OpenAiResponses;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Creates the inference APIs that the service offers, one per method, and what they need besides the use cases. */
@Factory
final class InferenceFactory {

    @Singleton
    InferenceApi openAiChat() {
        return new OpenAiChat();
    }

    @Singleton
    OutputMemory outputMemory(
            KeptOutputs outputs,
            KeptOutputsSetting setting,
            CurrentSecrets<UpstreamSecrets> secrets,
            Journal journal,
            InstantSource clock) {
        return new OutputMemory(outputs, setting::keeps, () -> secrets.fresh().hmacKey(), journal, clock);
    }

    @Singleton
    VisitorGate visitorGate(
            DayQuotas dayQuotas,
            Accounts accounts,
            CurrentSecrets<UpstreamSecrets> secrets,
            InstantSource clock,
            RandomGenerator random,
            Settings settings) {
        var rules = settings.rules();
        var quotas = new VisitorQuotas(dayQuotas, rules.playground().maxRequestsPerNetwork());
        var proofOfWork = new ProofOfWork(
                quotas::takeProof,
                () -> secrets.fresh().visitorProofSecret(),
                clock,
                random,
                rules.playground().maxProofNumber());
        var hasBudget =
                !rules.budgets().getOrDefault(Pool.PLAYGROUND, Money.ZERO).isZero();
        return new VisitorGate(proofOfWork, quotas, accounts, hasBudget, clock);
    }

    @Singleton
    SettleAfterAnswer settleAfterAnswer(
            WalletLedger wallets, SettleHold settleHold, Journal journal, RandomGenerator random, Settings settings) {
        return new SettleAfterAnswer(
                wallets,
                settleHold,
                journal,
                random,
                pause -> LockSupport.parkNanos(pause.toNanos()),
                settings.rules().chat());
    }

    @Singleton
    InferenceApi openAiResponses() {
        return new OpenAiResponses();
    }

    @Singleton
    InferenceApi anthropicMessages() {
        return new AnthropicMessages();
    }
}
