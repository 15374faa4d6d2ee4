package ai.tierup.functions.support.wiring;

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
    GrantCredit grantCredit(SignUpCredits credits, Settings settings, InstantSource clock, RandomGenerator random) {
        var rules = settings.rules();
        return new GrantCredit(credits, rules.wallet(), rules.signUpCredits(), clock, random);
    }

    @Singleton
    ReleaseCredit releaseCredit(SignUpCredits credits, InstantSource clock, RandomGenerator random) {
        return new ReleaseCredit(credits, clock, random);
    }

    @Singleton
    AdvanceCredits advanceCredits(
            SignUpCredits credits,
            GrantCredit grantCredit,
            ReleaseCredit releaseCredit,
            WalletLedger ledger,
            Books books,
            Journal journal,
            InstantSource clock,
            RandomGenerator random) {
        var endCredit = new EndCredit(credits, ledger, books, clock, random);
        return new AdvanceCredits(credits, grantCredit, releaseCredit, endCredit, journal, clock);
    }
}
