package ai.tierup.functions.support.proof;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.domain.access.VisitorQuotas;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.functions.support.gateway.GatewayRequest;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Decides whether a visitor without an account may send a request to the playground. Safe for concurrent use. */
public final class VisitorGate {

    private static final String PROOF_HEADER = "x-tierup-proof";

    private final ProofOfWork proofOfWork;
    private final VisitorQuotas quotas;
    private final Accounts accounts;
    private final boolean hasBudget;
    private final InstantSource clock;
    private volatile boolean isOpened;

    /** @param hasBudget whether the playground has a daily budget; if not, it is off */
    public VisitorGate(
            ProofOfWork proofOfWork, VisitorQuotas quotas, Accounts accounts, boolean hasBudget, InstantSource clock) {
        this.proofOfWork = proofOfWork;
        this.quotas = quotas;
        this.accounts = accounts;
        this.hasBudget = hasBudget;
        this.clock = clock;
    }

    /** Returns whether visitors are let in at all: an operator has opened their account and left them a budget. */
    public boolean isOpen() {
        if (hasBudget && !isOpened) {
            isOpened = accounts.find(AccountId.PLAYGROUND).isPresent();
        }
        return hasBudget && isOpened;
    }

    /** Returns the reason to refuse a request; empty if it may be answered. The request and its proof of work then count. */
    public Optional<ApiError> refusal(GatewayRequest request) {
        if (!isOpen()) {
            return Optional.of(ApiErrors.noVisitors());
        }
        var proof = request.header(PROOF_HEADER);
        if (proof.isPresent() ? !proofOfWork.accepts(proof.get()) : proofOfWork.isRequired()) {
            return Optional.of(ApiErrors.visitorProofRequired());
        }
        var now = clock.instant();
        return quotas.takeRequest(request.arrival().network(), now)
                ? Optional.empty()
                : Optional.of(ApiErrors.tooManyVisits(
                        quotas.maxRequestsPerNetwork(), Duration.between(now, quotas.renewedAt(now))));
    }

    public int maxRequestsPerNetwork() {
        return quotas.maxRequestsPerNetwork();
    }

    /** Writes the fields of a new challenge. */
    public void writeChallenge(JsonGenerator json) throws IOException {
        proofOfWork.writeChallenge(json);
    }
}
