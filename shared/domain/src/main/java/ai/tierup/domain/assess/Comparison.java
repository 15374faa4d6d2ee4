package ai.tierup.domain.assess;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a challenger compares with the incumbent in the tasks that both have finished.
 *
 * @param quality the challenger's share of right answers minus the incumbent's
 * @param categories the same in each category
 * @param costRatio the challenger's cost per success, divided by the incumbent's
 * @param billRatio what customers would be billed, divided by what they are billed now
 */
public record Comparison(
        Scores incumbent,
        Scores challenger,
        Interval quality,
        Map<String, Interval> categories,
        Interval costRatio,
        Interval billRatio,
        List<Finding> findings) {

    public Comparison {
        categories = new TreeMap<>(categories);
        findings = List.copyOf(findings);
    }

    /** Returns whether the challenger may replace the incumbent. */
    public boolean isAccepted() {
        return findings.stream().allMatch(Finding::isMet);
    }
}
