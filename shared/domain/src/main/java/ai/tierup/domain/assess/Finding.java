package ai.tierup.domain.assess;

/**
 * Whether a candidate meets a criterion, and by which figures.
 *
 * @param explanation a sentence for the operator
 */
public record Finding(Criterion criterion, boolean isMet, String explanation) {

    /** What a candidate must show to replace the incumbent. */
    public enum Criterion {
        COMPLETE("Evidence"),
        FAILURES("Failures"),
        QUALITY("Quality"),
        CATEGORIES("Categories"),
        COST("Cost per success"),
        BILL("Customers' bills");

        private final String title;

        Criterion(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
