package ai.tierup.functions.support.wiring;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.functions.support.secrets.SecretsReader;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Creates the current secrets of each purpose. On AWS, an invalid field that only payments or a further provider need raises an alarm and
 * is left out, so that everything else keeps working.
 */
@Factory
final class SecretsFactory {

    @Singleton
    CurrentSecrets<UpstreamSecrets> upstreamSecrets(Settings settings, Journal journal, InstantSource clock) {
        var furtherProviders = settings.upstream().furtherProviders();
        SecretsReader<UpstreamSecrets> reader = reader(
                settings.secrets().upstream(),
                settings.store(),
                fields -> SecretFields.upstream(fields, furtherProviders, alarm(journal)));
        return new CurrentSecrets<>(reader, journal, clock);
    }

    @Singleton
    CurrentSecrets<PaymentSecrets> paymentSecrets(Settings settings, Journal journal, InstantSource clock) {
        SecretsReader<PaymentSecrets> reader = reader(
                settings.secrets().payments(),
                settings.store(),
                fields -> SecretFields.payments(fields, alarm(journal)));
        return new CurrentSecrets<>(reader, journal, clock);
    }

    @Singleton
    CurrentSecrets<AccessSecrets> accessSecrets(Settings settings, Journal journal, InstantSource clock) {
        SecretsReader<AccessSecrets> reader =
                reader(settings.secrets().access(), settings.store(), SecretFields::access);
        return new CurrentSecrets<>(reader, journal, clock);
    }

    private static <T> SecretsReader<T> reader(
            SecretsLocation<T> location, Settings.Store store, Function<Variables, T> secrets) {
        return switch (location) {
            case SecretsLocation.InVariables<T>(var inVariables) -> () -> inVariables;
            case SecretsLocation.InAwsSecret<T>(var id) ->
                new SecretsManagerReader<>(SecretsManagerReader.client(store.region(), store.endpoint()), id, secrets);
        };
    }

    private static Consumer<BadSetting> alarm(Journal journal) {
        return problem -> journal.raise(Alarm.BAD_SETTING, String.valueOf(problem.getMessage()));
    }
}
