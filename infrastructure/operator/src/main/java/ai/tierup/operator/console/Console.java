package ai.tierup.operator.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@link ConsoleServer} shows and does. */
public interface Console {

    /** Where the pages work, such as the name of a stage. */
    String place();

    /** The pages with their titles, in the order of the navigation. */
    List<Html.Link> pages();

    /**
     * Returns the content of a page; empty if there is no such page.
     *
     * @param query the fields of the address
     */
    Optional<Html> page(String path, Map<String, String> query);

    /**
     * Does something.
     *
     * @param fields the fields of its form
     * @return what became of it, to be shown to the operator
     */
    String act(Map<String, String> fields);
}
