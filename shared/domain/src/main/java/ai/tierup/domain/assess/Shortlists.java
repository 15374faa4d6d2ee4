package ai.tierup.domain.assess;

import java.util.List;

/** Store of the last shortlist of each tier. */
public interface Shortlists {

    /** Stores a shortlist in place of the tier's last one. */
    void write(Shortlist shortlist);

    /** The last shortlists, by tier. */
    List<Shortlist> all();
}
