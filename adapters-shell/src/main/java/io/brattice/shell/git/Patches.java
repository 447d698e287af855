package io.brattice.shell.git;

import static io.brattice.action.Reversibility.IRREVERSIBLE;
import static io.brattice.action.Reversibility.READ_ONLY;
import static io.brattice.action.Reversibility.RECOVERABLE;

import io.brattice.action.Verb;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patches and archives: what leaves a repository as a file, or comes into it from one. */
final class Patches {

    private Patches() {}

    static void archive(Call call) {
        call.repository().ifPresent(found -> call.safe());
        boolean compressed = call.repository().stream()
                .anyMatch(found ->
                        found.settings().all().stream().anyMatch(s -> s.key().startsWith("tar.")));
        if (compressed) {
            throw new Unclear("git's setting `tar.*` may run another program");
        }
        call.acts().effect(Verb.READ, call.resource("all"), READ_ONLY, "it only looks");
        call.quietly(false);
    }

    static void format(Call call) {
        call.safe();
        call.quietly(false, "--no-ext-diff", "--no-textconv");
        call.acts().effect(Verb.READ, call.resource("all"), READ_ONLY, "it only looks");
        if (!call.given().has("--stdout")) {
            Term folder = call.given().value("--output-directory").orElse(Term.of("."));
            Optional<Path> path = call.situation().path(folder);
            // The names are made of the subjects of commits.
            call.acts()
                    .file(FileAct.WRITE, Term.beginning(path.map(Path::toString).orElse(folder.text()) + "/"));
        }
    }

    static void bundle(Call call) {
        call.safe();
        List<Term> operands = call.given().operands();
        if (operands.isEmpty()) {
            throw new Unclear("it names no file");
        }
        if (!operands.get(0).equals(Term.of("-"))) {
            Looks.file(call, FileAct.WRITE, operands.get(0));
        }
        call.quietly(false);
    }

    static void hash(Call call) {
        if (call.given().has("-w")) {
            throw new Unclear("it writes an object that nothing holds");
        }
        call.repository().ifPresent(found -> call.safe());
        call.given().operands().forEach(file -> Looks.file(call, FileAct.READ, file));
        call.quietly(false);
    }

    static void apply(Call call) {
        Given given = call.given();
        List<Term> patches = given.operands();
        patches.stream()
                .filter(patch -> !patch.equals(Term.of("-")))
                .forEach(patch -> Looks.file(call, FileAct.READ, patch));
        if (call.repository().isEmpty() && !call.world().supposes()) {
            call.acts().file(FileAct.UPDATE_TREE, Term.of(call.cwd().toString()));
            return;
        }
        boolean cached = given.has("--cached");
        Change.of(
                        cached ? "patches what is staged" : "patches files",
                        cached ? Change.Scope.INDEX : Change.Scope.WORK,
                        cached
                                ? Subcommands.effect(call, Verb.UPDATE, "index", RECOVERABLE)
                                : Subcommands.files(call, IRREVERSIBLE))
                .destroying()
                .looking(git -> applied(git, call, patches))
                .tell(call);
    }

    /** The names a patch touches. None of them may be one that git ignores: those files are not all kept. */
    private static Change.Look applied(Git git, Call call, List<Term> patches) {
        Optional<String> given = call.situation().input().text();
        boolean input = patches.isEmpty() || patches.equals(List.of(Term.of("-")));
        boolean plain = call.situation().plain() || input && given.isPresent();
        if (!plain || !Subcommands.known(patches) || input && given.isEmpty()) {
            throw new Unclear("the patch is not known before it runs");
        }
        StringBuilder text = new StringBuilder();
        List<String> names = input ? named(given.orElse("")) : counted(git, call, patches, text);
        for (String name : names) {
            if (git.tell(List.of("check-ignore", "--no-index", "-q", "--", ":/" + name))
                                    .exit()
                            == 0
                    || name.isEmpty()) {
                throw new Unclear("the patch touches a file that git ignores, or renames one");
            }
        }
        String shown = input ? String.join("\n", names) : text.toString().stripTrailing();
        return new Change.Look(given.orElse("") + shown, shown, List.of(), false);
    }

    private static List<String> counted(Git git, Call call, List<Term> patches, StringBuilder text) {
        List<String> question = new ArrayList<>(List.of("apply", "--numstat", "-z"));
        call.given().value("-p").ifPresent(strip -> question.add("-p" + strip.text()));
        question.add("--");
        question.addAll(Subcommands.texts(patches));
        List<String> names = new ArrayList<>();
        for (String line : Git.parts(git.ask(question))) {
            names.add(line.substring(line.lastIndexOf('\t') + 1));
            text.append(line.replace('\t', ' ')).append('\n');
        }
        return names;
    }

    /** Every name in the heads of a patch, with and without the folder that is usually stripped. */
    private static List<String> named(String patch) {
        List<String> names = new ArrayList<>();
        for (String line : patch.lines().toList()) {
            if (line.startsWith("--- ") || line.startsWith("+++ ")) {
                String name = line.substring(4).replaceFirst("\t.*", "");
                if (name.startsWith("\"")) {
                    throw new Unclear("the patch names a file in a way that is not read here");
                }
                if (!name.equals("/dev/null")) {
                    names.add(name.replaceFirst("^[^/]*/", ""));
                }
            } else if (line.matches("(rename|copy) (from|to) .*")) {
                names.add(line.replaceFirst("^(rename|copy) (from|to) ", ""));
            }
        }
        return names;
    }

    static void mail(Call call) {
        call.given().operands().forEach(box -> Looks.file(call, FileAct.READ, box));
        Change.of(
                        "makes commits of patches",
                        Change.Scope.WORK,
                        Subcommands.effect(call, Verb.UPDATE, Subcommands.branch(call), RECOVERABLE),
                        Subcommands.files(call, call.given().has("--abort", "--skip") ? IRREVERSIBLE : RECOVERABLE))
                .destroying()
                .on("am", "commit", "rebase")
                .tell(call);
    }
}
