package ai.tierup.functions.support.wiring;

import ai.tierup.domain.access.AccessKey;
import ai.tierup.domain.access.AccessQuotas;
import ai.tierup.domain.access.Challenges;
import ai.tierup.domain.access.DayQuotas;
import ai.tierup.domain.access.DeleteAccount;
import ai.tierup.domain.access.EndSessions;
import ai.tierup.domain.access.MailboxAccounts;
import ai.tierup.domain.access.Mailer;
import ai.tierup.domain.access.Sessions;
import ai.tierup.domain.access.StartSession;
import ai.tierup.domain.access.StartSignUp;
import ai.tierup.domain.access.VerifyCode;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.DisposableDomains;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.keys.EraseKeys;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.mail.NoMailer;
import ai.tierup.functions.support.mail.SesMailer;
import ai.tierup.functions.support.proof.ProofOfWork;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Creates the use cases of signing up and in, and the sender of mail. */
@Factory
final class AccessFactory {

    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    @Singleton
    @Secondary
    Mailer mailer(Settings settings) {
        return settings.rules()
                .access()
                .mailFrom()
                .<Mailer>map(sender -> new SesMailer(ses(settings.store().region()), sender))
                .orElseGet(NoMailer::new);
    }

    private static SesV2Client ses(String region) {
        return SesV2Client.builder()
                .region(Region.of(region))
                .overrideConfiguration(override -> override.apiCallTimeout(MAIL_TIMEOUT))
                .httpClient(Apache5HttpClient.builder().build())
                .build();
    }

    @Singleton
    AccessQuotas accessQuotas(DayQuotas quotas, Settings settings) {
        return new AccessQuotas(quotas, settings.rules().access().maxCodesPerNetwork());
    }

    @Singleton
    ProofOfWork proofOfWork(
            AccessQuotas quotas,
            CurrentSecrets<AccessSecrets> secrets,
            InstantSource clock,
            RandomGenerator random,
            Settings settings) {
        return new ProofOfWork(
                quotas::takeProof,
                () -> key(secrets).proofSecret(),
                clock,
                random,
                settings.rules().access().maxProofNumber());
    }

    @Singleton
    StartSignUp startSignUp(
            Challenges challenges,
            AccessQuotas quotas,
            Mailer mailer,
            CurrentSecrets<AccessSecrets> secrets,
            InstantSource clock,
            RandomGenerator random) {
        return new StartSignUp(challenges, quotas, mailer, () -> key(secrets), clock, random);
    }

    @Singleton
    MailboxAccounts mailboxAccounts(
            GrantCredit grantCredit,
            Accounts accounts,
            CurrentSecrets<AccessSecrets> secrets,
            InstantSource clock,
            RandomGenerator random) {
        return new MailboxAccounts(
                grantCredit, accounts, DisposableDomains.shipped(), () -> key(secrets), clock, random);
    }

    @Singleton
    VerifyCode verifyCode(
            Challenges challenges,
            AccessQuotas quotas,
            MailboxAccounts mailboxes,
            CurrentSecrets<AccessSecrets> secrets,
            InstantSource clock) {
        return new VerifyCode(challenges, quotas, mailboxes, () -> key(secrets), clock);
    }

    @Singleton
    StartSession startSession(Sessions sessions, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        return new StartSession(sessions, trail, clock, random);
    }

    @Singleton
    DeleteAccount deleteAccount(
            WalletLedger ledger,
            EraseKeys eraseKeys,
            Accounts accounts,
            EndCredit endCredit,
            EndSessions endSessions,
            DeleteAccount.Register register) {
        return new DeleteAccount(ledger, eraseKeys, accounts, endCredit, endSessions, register);
    }

    @Singleton
    DeleteAccount.Register deletionRegister(AuditTrail trail, InstantSource clock) {
        return new DeleteAccount.Register(trail, clock);
    }

    @Singleton
    EndSessions endSessions(Sessions sessions, AuditTrail trail, InstantSource clock) {
        return new EndSessions(sessions, trail, clock);
    }

    private static AccessKey key(CurrentSecrets<AccessSecrets> secrets) {
        return secrets.fresh().key();
    }
}
