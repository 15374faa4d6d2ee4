package ai.tierup.functions.export;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.auth.Caller;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.gateway.StreamingEndpoint;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Streams everything that is stored about the caller's account as one JSON object. An export that is cut off is no valid JSON, so nobody
 * takes it for a whole one.
 */
@Singleton
final class ExportEndpoint implements StreamingEndpoint {

    private static final String PATH = "/v1/account/export";

    private final Export export;
    private final Authenticator authenticator;
    private final AuditTrail trail;

    ExportEndpoint(Export export, Authenticator authenticator, AuditTrail trail) {
        this.export = export;
        this.authenticator = authenticator;
        this.trail = trail;
    }

    @Override
    public void answer(GatewayRequest request, HttpAnswer answer, Deadline deadline) {
        if (!request.method().equals("GET")) {
            answer.reply(Routes.of(Route.get(PATH, get -> Reply.noContent())).answer(request));
            return;
        }
        switch (authenticator.callerOf(request, Scope.ACCOUNT_READ)) {
            case Authenticator.Admission.Rejected(var error) -> answer.error(error);
            case Authenticator.Admission.Admitted(var caller) -> stream(caller, answer);
        }
    }

    private void stream(Caller caller, HttpAnswer answer) {
        AccountId account = caller.account();
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
