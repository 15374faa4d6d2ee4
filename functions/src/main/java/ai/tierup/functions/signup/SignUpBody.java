package ai.tierup.functions.signup;

import ai.tierup.domain.access.StartSignUp;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.keys.UsedKey;
import ai.tierup.functions.keys.KeyBody;
import ai.tierup.functions.support.proof.ProofOfWork;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The objects of the API by which people sign up and in. */
final class SignUpBody {

    private SignUpBody() {}

    static void writeProof(JsonGenerator json, ProofOfWork proofOfWork) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "sign_up.proof");
        proofOfWork.writeChallenge(json);
        json.writeEndObject();
    }

    static void writeChallenge(JsonGenerator json, StartSignUp.Outcome.Sent sent) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "sign_up.challenge");
        json.writeStringField("challenge_id", sent.challenge().value());
        json.writeStringField("expires_at", sent.expiresAt().toString());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Welcome.Welcomed welcomed) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "sign_up");
        json.writeStringField("account_id", "acc_" + welcomed.account().value());
        json.writeFieldName("key");
        writeKey(json, welcomed);
        json.writeObjectFieldStart("session");
        json.writeStringField("object", "session");
        json.writeStringField("token", welcomed.session().token().reveal());
        json.writeStringField(
                "created_at", welcomed.session().session().createdAt().toString());
        json.writeStringField(
                "expires_at", welcomed.session().session().expiresAt().toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeKey(JsonGenerator json, Welcome.Welcomed welcomed) throws IOException {
        var created = welcomed.firstKey();
        if (created == null) {
            json.writeNull();
            return;
        }
        KeyBody.write(
                json,
                UsedKey.unused(new ListedKey(created.key(), null)),
                created.secret(),
                created.key().createdAt());
    }
}
