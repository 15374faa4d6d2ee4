package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.conversation.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A web of which a test says what it has. */
final class FakeLinkedFiles implements LinkedFiles {

    private final Map<Part.Link, Part.Content> contents = new HashMap<>();

    /** The links that were to be fetched, in order. */
    final List<Part.Link> asked = new ArrayList<>();

    void put(Part.Link link, Part.Content content) {
        contents.put(link, content);
    }

    @Override
    public Outcome fetch(List<Part.Link> links, Duration timeLeft) {
        asked.addAll(links);
        var fetched = new HashMap<Part.Link, Part.Content>();
        for (var link : links) {
            var content = contents.get(link);
            if (content == null) {
                return new Outcome.Failed(link, FileProblem.UNREACHABLE);
            }
            fetched.put(link, content);
        }
        return new Outcome.Fetched(fetched);
    }
}
