package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.ImageProblem;
import ai.tierup.domain.conversation.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A web of which a test says which images it has. */
final class FakeLinkedImages implements LinkedImages {

    private final Map<Part.ImageLink, Part.Image> images = new HashMap<>();

    /** The links that were to be fetched, in order. */
    final List<Part.ImageLink> asked = new ArrayList<>();

    void put(Part.ImageLink link, Part.Image image) {
        images.put(link, image);
    }

    @Override
    public Outcome fetch(List<Part.ImageLink> links, Duration timeLeft) {
        asked.addAll(links);
        var fetched = new HashMap<Part.ImageLink, Part.Image>();
        for (var link : links) {
            var image = images.get(link);
            if (image == null) {
                return new Outcome.Failed(link, ImageProblem.UNREACHABLE);
            }
            fetched.put(link, image);
        }
        return new Outcome.Fetched(fetched);
    }
}
