package io.brattice.console.page;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Bars beside each other, as an inline SVG: numbers and names that we chose, nothing that somebody else wrote.
 *
 * @param says what it shows, for people who do not see it too
 * @param bars from left to right
 */
public record Plot(String says, List<Bar> bars) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 140;
    private static final int FLOOR = 120;
    private static final int CEILING = 14;
    private static final int MOST_NAMES = 8;

    /** One bar. */
    public record Bar(String name, double value) {
        public Bar {
            Objects.requireNonNull(name, "name");
        }
    }

    public Plot {
        Objects.requireNonNull(says, "says");
        bars = List.copyOf(bars);
    }

    String svg() {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                HtmlPage.escaped(says)));
        svg.append(String.format(Locale.ROOT, "<line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", FLOOR, WIDTH, FLOOR));
        double step = bars.isEmpty() ? WIDTH : (double) WIDTH / bars.size();
        int every = Math.max(1, (bars.size() + MOST_NAMES - 1) / MOST_NAMES);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double height = most == 0 ? 0 : bar.value() / most * (FLOOR - CEILING);
            double left = i * step + step * 0.1;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s: %s</title></rect>",
                    left,
                    FLOOR - height,
                    Math.min(step * 0.8, 60),
                    height,
                    HtmlPage.escaped(bar.name()),
                    number(bar.value())));
            if (i % every == 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\">%s</text>",
                        left,
                        FLOOR + 14,
                        HtmlPage.escaped(bar.name())));
            }
            if (bars.size() <= MOST_NAMES) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
                        left,
                        FLOOR - height - 3,
                        number(bar.value())));
            }
        }
        return svg.append("</svg>").toString();
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }
}
