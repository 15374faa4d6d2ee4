package ai.tierup.functions.export;

import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Streams everything that is stored about the caller's account as one JSON object. An export that is cut off is no valid JSON, so nobody
 * takes it for a whole one.
 */
@Singleton
final class AccountDownload implements Download {

    private final Export export;
    private final AuditTrail trail;

    AccountDownload(Export export, AuditTrail trail) {
        this.export = export;
        this.trail = trail;
    }

    @Override
    public void send(GatewayRequest request, Caller caller, HttpAnswer answer, Deadline deadline) {
        var account = caller.account();
        trail.record(caller.origin(), account, AuditAction.ACCOUNT_EXPORTED, account.value());
        answer.head(
                "application/json",
                Map.of("content-disposition", "attachment; filename=\"tierup-acc_" + account.value() + ".json\""));
        try (var out = new AnswerStream(answer)) {
            export.write(account, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
