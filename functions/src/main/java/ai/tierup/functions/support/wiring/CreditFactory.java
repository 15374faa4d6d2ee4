package ai.tierup.functions.support.wiring;

import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.credit.AdvanceCredits;
import ai.tierup.domain.credit.EndCredit;
import ai.tierup.domain.credit.GrantCredit;
import ai.tierup.domain.credit.ReleaseCredit;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.observability.Journal;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Creates the use cases of sign-up credits. */
@Factory
final class CreditFactory {

    @Singleton
    GrantCredit grantCredit(
            SignUpCredits credits, AuditTrail trail, Settings settings, InstantSource clock, RandomGenerator random) {
        var rules = settings.rules();
        return new GrantCredit(credits, rules.wallet(), rules.signUpCredits(), trail, clock, random);
    }

    @Singleton
    ReleaseCredit releaseCredit(SignUpCredits credits, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        return new ReleaseCredit(credits, trail, clock, random);
    }

    @Singleton
    EndCredit endCredit(
            SignUpCredits credits,
            WalletLedger ledger,
            Books books,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random) {
        return new EndCredit(credits, ledger, books, trail, clock, random);
    }

    @Singleton
    AdvanceCredits advanceCredits(
            SignUpCredits credits,
            GrantCredit grantCredit,
            ReleaseCredit releaseCredit,
            EndCredit endCredit,
            Journal journal,
            InstantSource clock) {
        return new AdvanceCredits(credits, grantCredit, releaseCredit, endCredit, journal, clock);
    }
}
