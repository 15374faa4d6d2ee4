"""The routes that do not stream."""

from suite.service import ServiceCase


class Routes(ServiceCase):
    def get(self, path, **more):
        answer = self.service.call("GET", path, **more)
        self.assertEqual(200, answer.status, answer.text)
        return answer.json()

    def test_the_models_are_the_tiers(self):
        self.assertEqual(
            ["tier-1", "tier-2", "tier-3", "tier-4"], [model["id"] for model in self.get("/v1/models")["data"]]
        )
        self.assertEqual("tier-3", self.get("/v1/models/tier-3")["id"])

    def test_tiers_and_prices_need_no_key(self):
        tiers = self.get("/v1/tiers", key="")

        self.assertEqual(2, tiers["mapping_version"])
        self.assertEqual("1.50", tiers["data"][1]["input_usd_per_million"])

    def test_the_wallet_has_the_seeded_balance(self):
        wallet = self.get("/v1/wallet")

        self.assertEqual(("wallet", "active", "25.000000000"), (wallet["object"], wallet["status"], wallet["credits_usd"]))

    def test_a_daily_limit_can_be_set_and_removed(self):
        for limit, shown in (("3.5", "3.500000000"), (None, None)):
            body = '{"daily_limit_usd": %s}' % ("null" if limit is None else limit)
            answer = self.service.call("PUT", "/v1/wallet/daily-limit", body)
            self.assertEqual(200, answer.status, answer.text)
            self.assertEqual(shown, answer.json()["daily_limit_usd"])

    def test_the_page_and_the_health_check_need_no_key(self):
        page = self.service.call("GET", "/", key="")
        health = self.service.call("GET", "/healthz", key="")

        self.assertEqual((200, 200), (page.status, health.status))
        self.assertIn("text/html", page.headers["content-type"])

    def test_without_a_key_and_with_a_wrong_one_the_answer_is_401(self):
        for key in ("", "tu-" + "0" * 38):
            answer = self.service.call("GET", "/v1/wallet", key=key)
            self.assert_error(answer, 401, "authentication_error", "invalid_api_key")

    def test_an_unknown_model_is_404(self):
        answer = self.service.call("GET", "/v1/models/gpt-5")

        self.assert_error(answer, 404, "invalid_request_error", "model_not_found")

    def test_an_unknown_path_or_method_is_answered_by_a_function(self):
        unknown = self.service.call("GET", "/v1/nothing")
        self.assert_error(unknown, 404, "invalid_request_error", "not_found")
        self.assertIn("/v1/chat/completions", unknown.json()["error"]["message"])
        for method, path, allowed in (
            ("DELETE", "/v1/models", "GET, HEAD, OPTIONS"),
            ("GET", "/v1/chat/completions", "OPTIONS, POST"),
            ("POST", "/healthz", "GET, HEAD"),
        ):
            answer = self.service.call(method, path)
            self.assert_error(answer, 405, "invalid_request_error", "method_not_allowed")
            self.assertEqual(allowed, answer.headers["allow"])

    def test_a_path_from_a_wrong_base_url_is_understood(self):
        models = self.get("/v1/models")
        for path in ("/v1/models/", "/models", "/v1/v1/models", "/v1//models"):
            with self.subTest(path):
                self.assertEqual(models, self.get(path))

    def test_a_web_page_may_read_answers_of_the_api_and_nobody_stores_them(self):
        answer = self.service.call("GET", "/v1/wallet", origin="https://app.example.com")

        self.assertEqual("no-store", answer.headers["cache-control"])
        self.assertIn("max-age", answer.headers["strict-transport-security"])
