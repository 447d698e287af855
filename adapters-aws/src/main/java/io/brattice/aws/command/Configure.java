package io.brattice.aws.command;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.List;
import java.util.Locale;

/** {@code aws configure}: the program's own settings, among which are passwords and programs that it runs. */
final class Configure {

    /** What a setting of this name makes the program run. */
    private static final List<String> RUNS =
            List.of("credential_process", "plugin", "cli_pager", "alias", "cli_legacy");

    private Configure() {}

    static void read(Line line, Told told) {
        List<Term> words = line.rest();
        switch (line.operation()) {
            case "list", "list-profiles", "help" -> {}
            case "get" -> {
                boolean secret =
                        words.isEmpty() || words.stream().anyMatch(word -> !word.known() || isSecret(word.text()));
                if (secret) {
                    told.effect(Verb.DISCLOSE, name(), Reversibility.IRREVERSIBLE, "shows a secret");
                }
            }
            case "export-credentials" ->
                told.effect(Verb.DISCLOSE, name(), Reversibility.IRREVERSIBLE, "shows credentials");
            case "set" -> {
                boolean runs = words.isEmpty()
                        || words.stream()
                                .anyMatch(word -> !word.known() || RUNS.stream().anyMatch(word.text()::contains));
                if (runs) {
                    told.opaque("a setting may name a program to run");
                }
                told.file(
                        FileAct.UPDATE,
                        Term.of(line.situation().home().resolve(".aws/config").toString()));
                told.file(
                        FileAct.UPDATE,
                        Term.of(line.situation()
                                .home()
                                .resolve(".aws/credentials")
                                .toString()));
            }
            default -> told.opaque("it changes the program's own settings in a way that is not known");
        }
    }

    private static boolean isSecret(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("secret") || lower.contains("token") || lower.contains("key") || lower.contains("pass");
    }

    private static Resource name() {
        return new Resource("aws:unknown:unknown:cli:configuration:credentials");
    }
}
