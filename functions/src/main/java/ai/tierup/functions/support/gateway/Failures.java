package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.domain.access.MailUnavailable;
import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.functions.support.secrets.SecretsUnavailable;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns uncaught exceptions into an error that says whether a retry can help, and into an alarm with the exception's kind if something has
 * failed.
 */
@Singleton
public final class Failures {

    private final Alarms alarms;

    Failures(Alarms alarms) {
        this.alarms = alarms;
    }

    /** Returns the error for the client, after raising the alarm. */
    public ApiError report(Exception failure, String requestId) {
        return switch (failure) {
            // CurrentSecrets has raised the alarm.
            case SecretsUnavailable secrets -> ApiErrors.serviceUnavailable();
            case PaymentsUnavailable payments -> {
                alarms.raise(Alarm.PAYMENTS_UNAVAILABLE, String.valueOf(payments.getMessage()));
                yield ApiErrors.serviceUnavailable();
            }
            case AccountDeleted deleted -> ApiErrors.accountDeleted();
            case MailUnavailable mail -> {
                alarms.raise(Alarm.MAIL_UNAVAILABLE, String.valueOf(mail.getMessage()));
                yield ApiErrors.mailUnavailable();
            }
            case SdkException store -> {
                alarms.raise(Alarm.STORE_UNAVAILABLE, kindOf(store));
                yield ApiErrors.serviceUnavailable();
            }
            default -> {
                alarms.raise(Alarm.INTERNAL_ERROR, failure.getClass().getName());
                yield ApiErrors.internalError(requestId);
            }
        };
    }

    /** Returns the kind of a failure without its message, which can quote the request. */
    private static String kindOf(SdkException failure) {
        return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().serviceName() + " "
                        + service.awsErrorDetails().errorCode()
                : failure.getClass().getName();
    }
}
