package ai.tierup.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Requests that no well-behaved client sends: a good request with one wrong value, and conversations whose items do not fit together. */
final class HostileRequests {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String LONG_ID = "i".repeat(200);

    /** Values that are of the wrong type, or of the right one and senseless. */
    private static final List<JsonNode> WRONG = wrong();

    private HostileRequests() {}

    private static List<JsonNode> wrong() {
        try {
            var values = new ArrayList<JsonNode>();
            RunningService.JSON
                    .readTree("[null, true, -1, 1.5e300, \"\", \"x\", \"\\ud800\", [], {\"a\": {\"b\": [null]}}]")
                    .forEach(values::add);
            return values;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The good request with each of its values replaced by each wrong one. */
    static List<JsonNode> withOneWrongValue(Skin skin) {
        var good = good(skin);
        var requests = new ArrayList<JsonNode>();
        for (var wrong : WRONG) {
            visit(good, good, wrong, requests);
        }
        return requests;
    }

    private static void visit(JsonNode root, JsonNode at, JsonNode wrong, List<JsonNode> requests) {
        if (at instanceof ObjectNode object) {
            for (var name : List.copyOf(object.properties())) {
                replaced(root, name.getValue(), wrong, requests, value -> object.set(name.getKey(), value));
            }
        } else if (at instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var index = i;
                replaced(root, array.get(i), wrong, requests, value -> array.set(index, value));
            }
        }
    }

    private static void replaced(
            JsonNode root, JsonNode value, JsonNode wrong, List<JsonNode> requests, Consumer<JsonNode> set) {
        if (!value.equals(wrong)) {
            set.accept(wrong);
            requests.add(root.deepCopy());
            set.accept(value);
        }
        visit(root, value, wrong, requests);
    }

    /** A request with every field that the API takes. */
    static ObjectNode good(Skin skin) {
        return object(
                switch (skin) {
                    case CHAT -> CHAT;
                    case RESPONSES -> RESPONSES;
                    case MESSAGES -> MESSAGES;
                });
    }

    /** A conversation of up to eight items in any order, which need not fit together. */
    static ObjectNode conversation(Skin skin, RandomGenerator random) {
        var pool = object("{\"items\":[" + items(skin) + "]}").path("items");
        var request = skin.asking("tier-2", "Hi", false);
        request.set("tools", skin.tools("look"));
        var items = request.putArray(skin.conversation());
        for (var count = 1 + random.nextInt(8); count > 0; count--) {
            items.add(pool.get(random.nextInt(pool.size())));
        }
        return request;
    }

    private static String items(Skin skin) {
        return switch (skin) {
            case CHAT -> CHAT_ITEMS;
            case RESPONSES -> RESPONSES_ITEMS;
            case MESSAGES -> MESSAGES_ITEMS;
        };
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode)
                    RunningService.JSON.readTree(json.replace("PIXEL", PIXEL).replace("LONG_ID", LONG_ID));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String CHAT = """
        {"model":"tier-4","messages":[{"role":"system","content":"Be brief."},
          {"role":"user","name":"jane","content":[{"type":"text","text":"Look"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,PIXEL","detail":"low"}}]},
          {"role":"assistant","content":"Hm","refusal":null,"tool_calls":[{"id":"call_1","type":"function",
            "function":{"name":"look","arguments":"{}"}}],
           "reasoning_details":[{"type":"reasoning.encrypted","id":null,"format":"unknown","index":0,"data":"v1.k1.AAAA"}]},
          {"role":"tool","tool_call_id":"call_1","content":"red"},{"role":"user","content":"Go on"}],
         "tools":[{"type":"function","function":{"name":"look","description":"Looks","strict":true,
           "parameters":{"type":"object","properties":{"at":{"type":"string"}}}}}],
         "tool_choice":{"type":"function","function":{"name":"look"}},"parallel_tool_calls":false,"max_completion_tokens":50,
         "temperature":0.5,"top_p":0.9,"presence_penalty":0.1,"frequency_penalty":0.1,"seed":7,"stop":["END"],"stream":false,"reasoning_effort":"low","verbosity":"low","user":"u","safety_identifier":"s",
         "prompt_cache_key":"k","metadata":{"a":"b"},"service_tier":"auto","store":false,"n":1,
         "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"},"strict":true}}}\
        """;

    private static final String RESPONSES = """
        {"model":"tier-4","instructions":"Be brief.","input":[{"type":"message","role":"developer","content":"Code."},
          {"role":"user","content":[{"type":"input_text","text":"Look"},
            {"type":"input_image","image_url":"data:image/png;base64,PIXEL","detail":"high"},
            {"type":"input_file","filename":"a.txt","file_data":"aGk="}]},
          {"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"v1.k1.AAAA"},
          {"type":"message","role":"assistant","id":"msg_1","status":"completed",
           "content":[{"type":"output_text","text":"Hm","annotations":[]}]},
          {"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"{}","status":"completed"},
          {"type":"custom_tool_call","id":"ctc_1","call_id":"call_2","name":"patch","input":"x"},
          {"type":"function_call_output","call_id":"call_1","output":"red"},
          {"type":"custom_tool_call_output","call_id":"call_2","output":[{"type":"input_text","text":"done"}]},
          {"role":"user","content":"Go on"}],
         "tools":[{"type":"function","name":"look","description":"Looks","strict":true,
           "parameters":{"type":"object","properties":{"at":{"type":"string"}}}},
          {"type":"custom","name":"patch","format":{"type":"grammar","syntax":"lark","definition":"start: x"}},
          {"type":"namespace","name":"clock","tools":[{"type":"function","name":"time","parameters":{"type":"object"}}]}],
         "tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"look"}]},
         "parallel_tool_calls":false,"max_output_tokens":50,"temperature":0.5,"top_p":0.9,"presence_penalty":0.1,
         "frequency_penalty":0.1,"stream":false,"stream_options":{"include_obfuscation":false},"store":false,
         "metadata":{"a":"b"},"user":"u","safety_identifier":"s","prompt_cache_key":"k",
         "reasoning":{"effort":"low","summary":"auto"},"truncation":"disabled","include":["reasoning.encrypted_content"],
         "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":true},"verbosity":"low"},
         "max_tool_calls":3,"top_logprobs":0,"service_tier":"auto","background":false}\
        """;

    private static final String MESSAGES = """
        {"model":"tier-4","max_tokens":50,"system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
         "messages":[{"role":"user","content":[{"type":"text","text":"Look"},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"PIXEL"}},
            {"type":"document","title":"t","context":"c","source":{"type":"text","media_type":"text/plain","data":"d"}}]},
          {"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"v1.k1.AAAA"},{"type":"text","text":"Hm"},
            {"type":"tool_use","id":"toolu_1","name":"look","input":{"at":"it"}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":false,
            "content":[{"type":"text","text":"red"},{"type":"search_result","title":"t","source":"s",
              "content":[{"type":"text","text":"r"}]}]},{"type":"text","text":"Go on"}]},
          {"role":"system","content":"It is noon."}],
         "tools":[{"name":"look","description":"Looks","strict":true,"defer_loading":false,
           "input_schema":{"type":"object","properties":{"at":{"type":"string"}}}}],
         "tool_choice":{"type":"tool","name":"look","disable_parallel_tool_use":true},"stop_sequences":["END"],
         "temperature":0.5,"top_p":0.9,"stream":false,"metadata":{"user_id":"u"},"thinking":{"type":"enabled","budget_tokens":2048},
         "output_config":{"effort":"low","format":{"type":"json_schema","schema":{"type":"object"}}},
         "context_management":{"edits":[]},"service_tier":"auto"}\
        """;

    private static final String CHAT_ITEMS = """
        {"role":"user","content":"Look"},{"role":"system","content":"Be brief."},{"role":"assistant","content":"Hm"},
        {"role":"assistant","content":null,"tool_calls":[{"id":"LONG_ID","type":"function","function":{"name":"look","arguments":"{\\"a\\":"}}]},
        {"role":"assistant","content":"","tool_calls":[{"id":"b","type":"function","function":{"name":"gone","arguments":"[1]"}}]},
        {"role":"tool","tool_call_id":"LONG_ID","content":"red"},{"role":"tool","tool_call_id":"b","content":""},
        {"role":"assistant","content":"","reasoning_details":[{"type":"reasoning.encrypted","data":"v1.k1.AAAA"}]}\
        """;

    private static final String RESPONSES_ITEMS = """
        {"role":"user","content":"Look"},{"role":"developer","content":"Be brief."},{"role":"assistant","content":"Hm"},
        {"type":"function_call","call_id":"LONG_ID","name":"look","arguments":"{\\"a\\":"},
        {"type":"function_call","call_id":"b","name":"gone","arguments":"[1]"},
        {"type":"custom_tool_call","call_id":"c","name":"gone","input":"x"},
        {"type":"function_call_output","call_id":"LONG_ID","output":"red"},
        {"type":"function_call_output","call_id":"b","output":""},
        {"type":"custom_tool_call_output","call_id":"nobody","output":"late"},
        {"type":"reasoning","summary":[],"encrypted_content":"gAAAAABoISQ24OyVRYbk"},
        {"type":"reasoning","summary":[],"encrypted_content":"v1.k1.AAAA"},
        {"type":"local_shell_call","call_id":"d","action":{"type":"exec","command":["ls"]}},
        {"type":"web_search_call","id":"ws_1","status":"completed"},
        {"role":"assistant","content":[{"type":"refusal","refusal":"No."}]}\
        """;

    private static final String MESSAGES_ITEMS = """
        {"role":"user","content":"Look"},{"role":"system","content":"Be brief."},{"role":"assistant","content":"Hm"},
        {"role":"assistant","content":[{"type":"tool_use","id":"LONG_ID","name":"look","input":{"__unparsedToolInput":{"raw":"{\\"a\\":","len":5}}}]},
        {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"EqQBCkYIBxgCKkA="},
          {"type":"tool_use","id":"b","name":"gone","input":{}}]},
        {"role":"user","content":[{"type":"text","text":"so"},{"type":"tool_result","tool_use_id":"LONG_ID","content":"red"}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"b"}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"nobody","is_error":true,"content":"late"}]},
        {"role":"assistant","content":[{"type":"redacted_thinking","data":"v1.k1.AAAA"}]},
        {"role":"assistant","content":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}},
          {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]}]}\
        """;
}
