package io.brattice.aws.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of the {@code aws} program that are not called after a member: rows of {@code options.txt}.
 *
 * @param option with {@code --}
 * @param path where its value goes; empty for nowhere
 * @param how {@code -} as the member is, {@code !} sets it to false, or another letter
 */
record Extras(String option, String path, char how) {

    private static final Map<String, List<Extras>> SHIPPED = read();

    /** Those of an operation, by its name on the command line. */
    static List<Extras> of(String service, String kebab) {
        return SHIPPED.getOrDefault(service + " " + kebab, List.of());
    }

    private static Map<String, List<Extras>> read() {
        Map<String, List<Extras>> rows = new HashMap<>();
        for (String row : Shapes.rows("options.txt")) {
            List<String> cells = cells(row);
            rows.computeIfAbsent(cells.get(0) + " " + cells.get(1), any -> new ArrayList<>())
                    .add(new Extras(
                            "--" + cells.get(2),
                            cells.get(3).equals("-") ? "" : cells.get(3),
                            cells.get(4).charAt(0)));
        }
        return rows;
    }

    /** What stands between the bars of a row. */
    static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int bar = row.indexOf(" | "); bar >= 0; bar = row.indexOf(" | ", from)) {
            cells.add(row.substring(from, bar));
            from = bar + 3;
        }
        cells.add(row.substring(from));
        return cells;
    }
}
