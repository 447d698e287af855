package io.brattice.shell.git;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.files.World;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What only looks, in a repository whose settings run nothing. */
final class Looks {

    /** These would run a program of the repository's choice to show a difference. */
    private static final Set<String> SHOW_DIFFERENCES =
            Set.of("diff", "log", "show", "whatchanged", "diff-tree", "diff-index", "diff-files");

    private Looks() {}

    static void tell(Call call) {
        boolean outside = call.given().has("--no-index");
        for (Term operand : call.given().operands()) {
            outside |= reads(call, operand);
        }
        boolean searchesHere = call.name().equals("grep")
                && (call.given().has("--no-index") || call.repository().isEmpty());
        if (searchesHere) {
            call.acts().file(FileAct.READ_TREE, Term.of(call.cwd().toString()));
        }
        if (call.repository().isEmpty()) {
            boolean plain = call.name().equals("diff") || call.name().equals("grep");
            if (plain && !outside) {
                call.given().operands().forEach(file -> file(call, FileAct.READ_TREE, file));
            }
            call.quietly(false);
            return;
        }
        call.safe();
        call.acts().effect(Verb.READ, call.resource("all"), Reversibility.READ_ONLY, "it only looks");
        if (SHOW_DIFFERENCES.contains(call.name())) {
            call.quietly(false, "--no-ext-diff", "--no-textconv");
        } else {
            call.quietly(false);
        }
    }

    /** Tells what an operand reads besides the repository; true when it is outside. */
    private static boolean reads(Call call, Term operand) {
        String text = operand.text();
        boolean climbs = List.of(text.split("[/:]", -1)).contains("..");
        if (text.startsWith("/")
                || climbs && !text.contains(":")
                || call.given().has("--no-index")) {
            // Git compares what lies outside a repository as it would without one, and so shows any file.
            file(call, FileAct.READ_TREE, operand);
            return true;
        }
        int colon = text.indexOf(':');
        boolean excludes = text.startsWith(":!") || text.startsWith(":^") || text.startsWith(":(exclude");
        if (colon >= 0
                && !excludes
                && colon < text.length() - 1
                && operand.known()
                && call.repository().isPresent()) {
            Path top = text.startsWith("./", colon + 1)
                    ? call.cwd()
                    : call.repository().get().top();
            call.acts()
                    .file(
                            FileAct.READ,
                            Term.of(top.resolve(text.substring(colon + 1))
                                    .normalize()
                                    .toString()));
            return false;
        }
        if (operand.known()) {
            call.situation()
                    .path(text)
                    .filter(path -> call.world().kind(path) == World.Kind.FILE)
                    .ifPresent(path -> call.acts().file(FileAct.READ, Term.of(path.toString())));
        }
        return false;
    }

    static void file(Call call, FileAct act, Term operand) {
        call.acts()
                .file(
                        act,
                        call.situation()
                                .path(operand)
                                .map(path -> Term.of(path.toString()))
                                .orElse(operand));
    }
}
