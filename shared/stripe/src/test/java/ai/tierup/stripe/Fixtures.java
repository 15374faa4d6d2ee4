package ai.tierup.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Objects as Stripe writes them. Each call returns a new one, which tests may alter. */
final class Fixtures {

    static final String TOP_UP = "top_01jdhxk3m5q7r9tv";
    static final String SESSION = "cs_test_a1B2c3";
    static final String PAYMENT = "pi_3Paid";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Fixtures() {}

    /** Returns a paid session with its payment intent expanded. */
    static ObjectNode session() {
        return read("""
                {"id": "cs_test_a1B2c3", "object": "checkout.session", "adaptive_pricing": {"enabled": true},
                 "amount_subtotal": 2500, "amount_total": 2500, "automatic_tax": {"enabled": false, "liability": null},
                 "cancel_url": "https://tierup.example/done", "client_reference_id": "top_01jdhxk3m5q7r9tv",
                 "created": 1795586400, "currency": "usd", "custom_fields": [], "customer": null,
                 "customer_details": {"email": "ada@example.com", "name": "Ada", "address": {"country": "GB"}},
                 "expires_at": 1795672800, "livemode": false,
                 "metadata": {"tierup_stage": "prod", "tierup_account": "acme",
                              "tierup_top_up": "top_01jdhxk3m5q7r9tv"},
                 "mode": "payment",
                 "payment_intent": {"id": "pi_3Paid", "object": "payment_intent", "amount": 2500,
                                    "amount_received": 2500, "currency": "usd", "livemode": false,
                                    "metadata": {"tierup_stage": "prod"}, "status": "succeeded"},
                 "payment_method_types": ["card"], "payment_status": "paid", "status": "complete",
                 "success_url": "https://tierup.example/done?session_id={CHECKOUT_SESSION_ID}",
                 "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0}, "url": null}""");
    }

    /** Returns a session that was just opened, before any attempt to pay. */
    static ObjectNode openedSession() {
        var session = session().put("payment_status", "unpaid").put("status", "open");
        session.putNull("payment_intent").putNull("customer_details");
        return session.put("url", "https://checkout.stripe.com/c/pay/cs_test_a1B2c3#fid");
    }

    /** Returns a charge of a saved payment method that has succeeded. */
    static ObjectNode savedCharge() {
        return read("""
                {"id": "pi_3Charged", "object": "payment_intent", "amount": 2500, "amount_received": 2500,
                 "created": 1795586400, "currency": "usd", "customer": "cus_Saved", "last_payment_error": null,
                 "livemode": false,
                 "metadata": {"tierup_stage": "prod", "tierup_account": "acme",
                              "tierup_top_up": "top_01jdhxk3m5q7r9tv", "tierup_saved_method": "true"},
                 "payment_method": "pm_1Saved", "status": "succeeded"}""");
    }

    /** Returns the charge after it was declined. */
    static ObjectNode declinedCharge(String code) {
        var charge = savedCharge().put("status", "requires_payment_method").put("amount_received", 0);
        charge.putObject("last_payment_error").put("code", code).put("type", "card_error");
        return charge;
    }

    static ObjectNode refund() {
        return read("""
                {"id": "re_3Back", "object": "refund", "amount": 1000, "balance_transaction": "txn_3Back",
                 "charge": "ch_3Paid", "created": 1795587400, "currency": "usd", "metadata": {},
                 "payment_intent": "pi_3Paid", "reason": "requested_by_customer", "receipt_number": null,
                 "status": "succeeded"}""");
    }

    static ObjectNode dispute() {
        return read("""
                {"id": "dp_1Open", "object": "dispute", "amount": 2500,
                 "balance_transactions": [
                    {"id": "txn_1Out", "object": "balance_transaction", "amount": -2500, "currency": "usd",
                     "fee": 1500, "net": -4000, "type": "adjustment", "reporting_category": "dispute"}],
                 "charge": "ch_3Paid", "created": 1795588400, "currency": "usd",
                 "evidence": {"customer_name": "Ada"}, "evidence_details": {"due_by": 1796588400, "has_evidence": false},
                 "is_charge_refundable": false, "livemode": false, "metadata": {}, "payment_intent": "pi_3Paid",
                 "reason": "fraudulent", "status": "needs_response"}""");
    }

    static ObjectNode charge() {
        return read("""
                {"id": "ch_3Paid", "object": "charge", "amount": 2500, "amount_refunded": 1000, "currency": "usd",
                 "livemode": false, "metadata": {}, "paid": true, "payment_intent": "pi_3Paid", "refunded": false,
                 "status": "succeeded"}""");
    }

    static ObjectNode event(String type, JsonNode subject) {
        var event = read("""
                {"id": "evt_1Told", "object": "event", "api_version": "2026-07-29.dahlia", "created": 1795586401,
                 "data": {}, "livemode": false, "pending_webhooks": 1,
                 "request": {"id": null, "idempotency_key": null}}""");
        event.withObject("/data").set("object", subject);
        return event.put("type", type);
    }

    static ObjectNode list(boolean more, ObjectNode... items) {
        var list = read("{\"object\": \"list\", \"url\": \"/v1/things\"}").put("has_more", more);
        list.putArray("data").addAll(List.of(items));
        return list;
    }

    static ObjectNode error(String code) {
        var error = read("""
                {"error": {"type": "invalid_request_error", "message": "No such thing: 'ada@example.com'",
                           "param": "thing"}}""");
        error.withObject("/error").put("code", code);
        return error;
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
