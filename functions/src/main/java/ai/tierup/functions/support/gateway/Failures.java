package ai.tierup.functions.support.gateway;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.functions.support.secrets.SecretsUnavailable;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What becomes of an exception that nobody caught: the operator learns its kind, the client whether another try can help. */
@Singleton
public final class Failures {

    private final Alarms alarms;

    Failures(Alarms alarms) {
        this.alarms = alarms;
    }

    /** Raises the alarm and returns what the client is told. */
    public ApiError report(Exception failure, String requestId) {
        return switch (failure) {
            // Raised where it happened.
            case SecretsUnavailable secrets -> ApiErrors.serviceUnavailable();
            case PaymentsUnavailable payments -> {
                alarms.raise(Alarm.PAYMENTS_UNAVAILABLE, String.valueOf(payments.getMessage()));
                yield ApiErrors.serviceUnavailable();
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

    /** Not its message, which can quote what was asked for. */
    private static String kindOf(SdkException failure) {
        return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().serviceName() + " "
                        + service.awsErrorDetails().errorCode()
                : failure.getClass().getName();
    }
}
