package ai.tierup.functions.signup;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.Field;
import ai.tierup.domain.access.ChallengeId;
import ai.tierup.domain.access.Mailer;
import ai.tierup.domain.access.SignInCode;
import ai.tierup.domain.access.StartSignUp;
import ai.tierup.domain.access.VerifyCode;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.functions.support.auth.SessionCookie;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.proof.ProofOfWork;
import ai.tierup.functions.support.secrets.AccessSecrets;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Signs people up and in, in one flow: a code is sent to their address, and they send it back. */
@Singleton
final class SignUpEndpoints implements Endpoint {

    private static final int ACCEPTED = 202;

    private final StartSignUp startSignUp;
    private final VerifyCode verifyCode;
    private final Welcome welcome;
    private final ProofOfWork proofOfWork;
    private final CurrentSecrets<AccessSecrets> secrets;
    private final Mailer mailer;
    private final InstantSource clock;
    private final Routes routes;

    SignUpEndpoints(
            StartSignUp startSignUp,
            VerifyCode verifyCode,
            Welcome welcome,
            ProofOfWork proofOfWork,
            CurrentSecrets<AccessSecrets> secrets,
            Mailer mailer,
            InstantSource clock) {
        this.startSignUp = startSignUp;
        this.verifyCode = verifyCode;
        this.welcome = welcome;
        this.proofOfWork = proofOfWork;
        this.secrets = secrets;
        this.mailer = mailer;
        this.clock = clock;
        this.routes = Routes.of(
                Route.get("/v1/sign-up/proof", request -> ifSetUp(this::proof)),
                Route.post("/v1/sign-up", request -> ifSetUp(() -> withFields(request, this::start))),
                Route.post("/v1/sign-up/verify", request -> ifSetUp(() -> withFields(request, this::verify))));
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return routes.answer(request);
    }

    private Reply ifSetUp(Supplier<Reply> action) {
        return mailer.isSetUp() && secrets.fresh().accessKey().isPresent()
                ? action.get()
                : Reply.error(ApiErrors.signUpNotSetUp());
    }

    private static Reply withFields(GatewayRequest request, BiFunction<GatewayRequest, Field, Reply> action) {
        return action.apply(request, new Field(request.jsonBody(), ""));
    }

    private Reply proof() {
        return Reply.json(json -> SignUpBody.writeProof(json, proofOfWork));
    }

    private Reply start(GatewayRequest request, Field fields) {
        var text = fields.at("email").text();
        var address = EmailAddress.parse(text)
                .orElseThrow(() -> fields.at("email").invalid("Send an e-mail address such as ada@example.com."));
        var proof = fields.at("proof").nonEmpty();
        if (proof.isPresent() ? !proofOfWork.accepts(proof.get().text()) : proofOfWork.isRequired()) {
            return Reply.error(ApiErrors.proofRequired());
        }
        return switch (startSignUp.start(address, request.arrival().network())) {
            case StartSignUp.Outcome.Sent sent -> Reply.json(ACCEPTED, json -> SignUpBody.writeChallenge(json, sent));
            case StartSignUp.Outcome.TooManyCodes(var retryAt) -> tooMany(retryAt);
        };
    }

    private Reply verify(GatewayRequest request, Field fields) {
        var challenge = ChallengeId.parse(fields.at("challenge_id").text());
        var code = SignInCode.parse(fields.at("code").text());
        if (challenge.isEmpty() || code.isEmpty()) {
            return Reply.error(ApiErrors.wrongCode());
        }
        var network = request.arrival().network();
        return switch (verifyCode.verify(challenge.get(), code.get(), network)) {
            case VerifyCode.Outcome.WrongCode() -> Reply.error(ApiErrors.wrongCode());
            case VerifyCode.Outcome.TooManyTries(var retryAt) -> tooMany(retryAt);
            case VerifyCode.Outcome.Verified(var account) -> {
                var welcomed = welcome.to(account, network);
                yield Reply.json(json -> SignUpBody.write(json, welcomed))
                        .with("set-cookie", SessionCookie.of(welcomed.session().token()));
            }
        };
    }

    private Reply tooMany(Instant retryAt) {
        return Reply.error(ApiErrors.tooManyCodes(Duration.between(clock.instant(), retryAt)));
    }
}
