package ai.tierup.simulators.upstream;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the control words of a prompt that apply to a call. It counts calls per prompt, because some words apply only to the first calls. */
final class ControlWordReader {
    private static final Pattern GROUP = Pattern.compile("\\s*\\[\\[simulate:([^\\]]*)\\]\\]");
    private static final int MAX_COUNTED_PROMPTS = 10_000;

    private final Map<String, Integer> callsByPrompt = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_COUNTED_PROMPTS;
        }
    };

    sealed interface Result {}

    record Read(ControlWords words) implements Result {}

    record Unknown(String word) implements Result {}

    Result read(String prompt, String slug) {
        var groups = new ArrayList<Map<ControlWord, String>>();
        var matcher = GROUP.matcher(prompt);
        while (matcher.find()) {
            var group = new EnumMap<ControlWord, String>(ControlWord.class);
            for (String entry : matcher.group(1).split(",", -1)) {
                String[] parts = entry.strip().split("=", 2);
                String value = parts.length == 2 ? parts[1].strip() : "";
                var word = ControlWord.named(parts[0].strip()).filter(known -> known.accepts(value));
                if (word.isEmpty()) {
                    return new Unknown(entry.strip());
                }
                group.put(word.get(), value);
            }
            groups.add(group);
        }
        return new Read(new ControlWords(selectWords(groups, prompt, slug)));
    }

    /** Returns the prompt without its control words. */
    static String withoutWords(String prompt) {
        return GROUP.matcher(prompt).replaceAll("").strip();
    }

    private Map<ControlWord, String> selectWords(List<Map<ControlWord, String>> groups, String prompt, String slug) {
        boolean counted = groups.stream().anyMatch(group -> group.containsKey(ControlWord.FIRST));
        int call = counted ? nextCall(prompt) : 1;
        boolean flaps = groups.stream().anyMatch(group -> group.containsKey(ControlWord.FLAP));
        boolean odd = !flaps || nextCall(slug + ' ' + prompt) % 2 == 1;
        var selected = new EnumMap<ControlWord, String>(ControlWord.class);
        for (var group : groups) {
            var alone = new ControlWords(group);
            boolean model = !alone.has(ControlWord.MODEL) || slug.contains(alone.text(ControlWord.MODEL, ""));
            boolean early = !alone.has(ControlWord.FIRST) || call <= alone.number(ControlWord.FIRST, 1);
            if (model && early && (odd || !alone.has(ControlWord.FLAP))) {
                selected.putAll(group);
            }
        }
        return selected;
    }

    private synchronized int nextCall(String prompt) {
        return callsByPrompt.merge(prompt, 1, Integer::sum);
    }
}
