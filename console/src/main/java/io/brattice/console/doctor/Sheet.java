package io.brattice.console.doctor;

import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Ink;
import io.brattice.shell.containment.Guarantee;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the doctor says to a person: the verdict first. */
final class Sheet {

    private static final int COLUMNS = 100;
    private static final int MARGIN = 10;
    private static final String CONTAINED =
            "code that nobody can read runs contained on this host: nobody is asked about it";
    private static final String ASKED =
            "code that nobody can read does not run contained on this host: a person is asked about it";

    private final PrintWriter out;
    private final boolean colour;

    Sheet(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void print(Finding finding, Host host, List<String> remedies, Custody custody) {
        out.println((finding.holds() ? Ink.GREEN : Ink.YELLOW).on(finding.holds() ? CONTAINED : ASKED, colour));
        out.println();
        if (!finding.holds()) {
            labelled("why", List.of(VisibleText.line(finding.lacking())));
            labelled("so", List.of(Doctor.CONSEQUENCES));
            labelled("to do", remedies);
            out.println();
        }
        if (finding.isEntered()) {
            table(finding.guarantees());
            out.println();
        }
        labelled("cells", List.of(finding.holds() ? "made by `" + finding.means() + "`" : "none"));
        labelled("host", List.of(host(host)));
        labelled("state", state(custody));
        labelled("store", List.of(store(custody)));
        out.flush();
    }

    private void table(List<Guarantee> guarantees) {
        int width =
                guarantees.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        String row = "%-8s  %-" + width + "s  %s";
        out.println(Ink.BOLD.on(String.format(row, "holds", "in a cell", "which means"), colour));
        for (Guarantee each : guarantees) {
            String holds = each.holds() ? "yes" : each.essential() ? "no" : "less";
            Ink ink = each.holds() ? Ink.GREEN : each.essential() ? Ink.RED : Ink.YELLOW;
            out.println(ink.on(String.format("%-8s", holds), colour)
                    + String.format(row.substring("%-8s".length()), each.name(), each.meaning()));
            if (!each.found().isEmpty()) {
                for (String line : wrapped("found: " + VisibleText.line(each.found()), COLUMNS - width - 12)) {
                    out.println(Ink.DIM.on(" ".repeat(width + 12) + line, colour));
                }
            }
        }
        if (guarantees.stream().anyMatch(each -> !each.holds() && !each.essential())) {
            out.println("less: not on this host, and containment does not depend on it");
        }
    }

    private static String host(Host host) {
        String name = host.distribution().isEmpty() ? host.system() : host.distribution();
        return VisibleText.line(name) + (host.root() ? ", as root" : "") + (host.container() ? ", in a container" : "");
    }

    private static List<String> state(Custody custody) {
        String folder = shown(custody.state());
        if (!custody.flaws().isEmpty()) {
            List<String> lines = new ArrayList<>();
            custody.flaws().forEach(flaw -> lines.add(folder + ": " + VisibleText.line(flaw)));
            return lines;
        }
        return List.of(folder
                + (custody.there()
                        ? " is there, and for this user alone"
                        : " is not there yet: the first gate makes it"));
    }

    private static String store(Custody custody) {
        return custody.moves()
                ? "what is removed in " + shown(custody.workspace()) + " can be renamed into " + shown(custody.store())
                : "nothing in " + shown(custody.workspace()) + " can be renamed into " + shown(custody.store())
                        + ", so that nothing is kept and every change is asked about: give the tools a store on the file"
                        + " system of the workspace";
    }

    private static String shown(Path path) {
        return "`" + VisibleText.name(path.toString()) + "`";
    }

    private void labelled(String label, List<String> texts) {
        String head = label;
        for (String text : texts) {
            for (String line : wrapped(text, COLUMNS - MARGIN)) {
                out.println(Ink.BOLD.on(String.format("%-" + MARGIN + "s", head), colour) + line);
                head = "";
            }
        }
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
