package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Interval;
import ai.tierup.domain.assess.Scores;
import ai.tierup.operator.console.Html;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the charts of a report as SVG, in the colours of its page. */
final class Charts {

    private static final int WIDTH = 720;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int ROW = 26;
    private static final int PLOT_HEIGHT = 260;
    private static final int AXIS = 34;
    private static final int LABEL_WIDTH = 7;
    private static final MathContext DIGITS = new MathContext(3);

    private Charts() {}

    /** Quality against cost per success, with the intervals of both. */
    static String value(List<Scores> candidates) {
        var shown = candidates.stream()
                .filter(scores -> Double.isFinite(scores.costPerSuccess().high()))
                .toList();
        if (shown.isEmpty()) {
            return "";
        }
        var x = Scale.of(shown.stream().map(Scores::costPerSuccess).toList(), LEFT / 2, WIDTH - LEFT);
        var y = Scale.of(shown.stream().map(Scores::passRate).toList(), PLOT_HEIGHT - AXIS, RIGHT)
                .atMost(1);
        var svg = new StringBuilder(svg(PLOT_HEIGHT, "Share of right answers against cost per success"));
        svg.append(line("axis", LEFT / 2, PLOT_HEIGHT - AXIS, WIDTH - RIGHT, PLOT_HEIGHT - AXIS))
                .append(line("axis", LEFT / 2, RIGHT, LEFT / 2, PLOT_HEIGHT - AXIS));
        for (var cost : x.ticks()) {
            svg.append(text("middle", x.at(cost), PLOT_HEIGHT - AXIS / 2, dollars(cost)));
        }
        for (var share : y.ticks()) {
            svg.append(line("grid", LEFT / 2, y.at(share), WIDTH - RIGHT, y.at(share)))
                    .append(text("end", LEFT / 2 - 6, y.at(share) + 4, Math.round(100 * share) + " %"));
        }
        for (var i = 0; i < shown.size(); i++) {
            var scores = shown.get(i);
            var cost = scores.costPerSuccess();
            var share = scores.passRate();
            var kind = scores.equals(candidates.getFirst()) ? "incumbent" : "challenger";
            var right = x.at(cost.estimate()) + 8 + scores.candidate().length() * LABEL_WIDTH > WIDTH;
            svg.append(line(kind, x.at(cost.low()), y.at(share.estimate()), x.at(cost.high()), y.at(share.estimate())))
                    .append(line(
                            kind, x.at(cost.estimate()), y.at(share.low()), x.at(cost.estimate()), y.at(share.high())))
                    .append("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"5\"/>"
                            .formatted(kind, x.at(cost.estimate()), y.at(share.estimate())))
                    .append(text(
                            right ? "end" : "start",
                            x.at(cost.estimate()) + (right ? -8 : 8),
                            y.at(share.estimate()) - 7,
                            scores.candidate()));
        }
        return svg.append("</svg>").toString();
    }

    /** The difference in each category, with its interval, and the loss that is tolerated. */
    static String categories(Map<String, Interval> categories, double maxLoss) {
        var height = ROW * categories.size() + AXIS;
        var scale = new Scale(-0.5, 0.5, LEFT, WIDTH - RIGHT);
        var svg = new StringBuilder(svg(height, "Difference of right answers in each category"));
        for (var points = -50; points <= 50; points += 25) {
            svg.append(line(
                            points == 0 ? "axis" : "grid",
                            scale.at(points / 100.0),
                            0,
                            scale.at(points / 100.0),
                            height - AXIS))
                    .append(text("middle", scale.at(points / 100.0), height - AXIS / 2, "%+d".formatted(points)));
        }
        svg.append(line("limit", scale.at(-maxLoss), 0, scale.at(-maxLoss), height - AXIS));
        var row = 0;
        for (var category : categories.entrySet()) {
            var y = ROW * row + ROW / 2;
            var interval = category.getValue();
            var kind = interval.estimate() < -maxLoss ? "bad" : "challenger";
            svg.append(text("end", LEFT - 10, y + 4, category.getKey()))
                    .append(line(kind, scale.at(interval.low()), y, scale.at(interval.high()), y))
                    .append("<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"5\"/>"
                            .formatted(kind, scale.at(interval.estimate()), y));
            row++;
        }
        return svg.append("</svg>").toString();
    }

    private record Scale(double low, double high, int from, int to) {

        private static final double MARGIN = 0.08;
        private static final int MAX_TICKS = 7;

        static Scale of(List<Interval> intervals, int from, int to) {
            var low = intervals.stream().mapToDouble(Interval::low).min().orElse(0);
            var high = intervals.stream().mapToDouble(Interval::high).max().orElse(1);
            var margin = Math.max(1e-9, (high - low) * MARGIN);
            return new Scale(Math.max(0, low - margin), high + margin, from, to);
        }

        Scale atMost(double bound) {
            return new Scale(low, Math.min(high, bound), from, to);
        }

        /** Round numbers, at most seven of them. */
        List<Double> ticks() {
            var step = Math.pow(10, Math.floor(Math.log10((high - low) / 2)));
            while ((high - low) / step > MAX_TICKS) {
                step *= 2;
            }
            var ticks = new ArrayList<Double>();
            for (var number = (long) Math.ceil(low / step); number * step <= high; number++) {
                ticks.add(number * step);
            }
            return ticks;
        }

        int at(double value) {
            var share = (Math.clamp(value, low, high) - low) / (high - low);
            return Math.toIntExact(Math.round(from + share * (to - from)));
        }
    }

    private static String dollars(double usd) {
        return "$" + BigDecimal.valueOf(usd).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String svg(int height, String title) {
        return "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>".formatted(WIDTH, height, title);
    }

    private static String line(String kind, int x1, int y1, int x2, int y2) {
        return "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>".formatted(kind, x1, y1, x2, y2);
    }

    private static String text(String anchor, int x, int y, String content) {
        return String.format(
                Locale.ROOT,
                "<text text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>",
                anchor,
                x,
                y,
                Html.escaped(content));
    }
}
