package ai.tierup.openai.responses;

import java.util.Map;

/**
 * What a request says about the form of its answer.
 *
 * @param tools the tools that the answer may call
 * @param singleCall true if the answer may have one tool call at most
 * @param isKept true if later requests may refer to the items of the answer
 * @param settings the request's settings, which the answer repeats, as JSON by their names
 */
record AnswerForm(ToolTable tools, boolean singleCall, boolean isKept, Map<String, String> settings) {}
