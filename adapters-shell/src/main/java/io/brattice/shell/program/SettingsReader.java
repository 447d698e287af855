package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Set;

/** Programs that show a setting or change it, depending on what their operands look like. */
final class SettingsReader implements Reader {

    private static final Set<String> SHOWS =
            Set.of("-L", "-S", "--list", "--list-rules", "-nL", "-nvL", "-vnL", "-Ln", "-Lnv", "-Lvn");
    private static final Set<String> BESIDE = Set.of(
            "-n",
            "-v",
            "-x",
            "-nv",
            "-vn",
            "-w",
            "-t",
            "--table",
            "--line-numbers",
            "--numeric",
            "--verbose",
            "--exact");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        switch (reading.row().program()) {
            case "date" ->
                tell(words.stream().anyMatch(word -> !word.text().startsWith("+")), "system:clock", reading, acts);
            case "sysctl" ->
                tell(
                        reading.has("--write")
                                || reading.has("--load")
                                || reading.has("-f")
                                || reading.has("--system")
                                || words.stream()
                                        .anyMatch(word ->
                                                !word.known() || word.text().contains("=")),
                        "system:kernel-settings",
                        reading,
                        acts);
            case "service" -> {
                boolean looks = words.size() > 1
                        && words.get(1).known()
                        && words.get(1).text().equals("status");
                boolean plain = !words.isEmpty()
                        && words.get(0).known()
                        && words.get(0).text().matches("[A-Za-z0-9@._-]+");
                tell(
                        !looks && !reading.rehearses(),
                        "service:" + (plain ? words.get(0).text() : "unknown"),
                        reading,
                        acts);
            }
            default -> tell(!showsRules(call.arguments()), "firewall:rules", reading, acts);
        }
    }

    private static boolean showsRules(List<Term> words) {
        boolean shows = false;
        for (Term word : words) {
            boolean option = word.mayBeOption();
            if (!word.known() || option && !SHOWS.contains(word.text()) && !BESIDE.contains(word.text())) {
                return false;
            }
            shows |= SHOWS.contains(word.text());
        }
        return shows;
    }

    private static void tell(boolean changes, String what, Reading reading, Acts acts) {
        if (changes) {
            acts.effect(
                    Verb.INTERRUPT,
                    new Resource(what),
                    Reversibility.IRREVERSIBLE,
                    reading.row().why());
        }
    }
}
