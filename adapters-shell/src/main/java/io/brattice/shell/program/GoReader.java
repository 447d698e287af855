package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code go build} and {@code go install}: no code of the packages is run, and one file is written. */
final class GoReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        boolean flags = reading.value("-ldflags").map(GoReader::isPlain).orElse(true);
        boolean mod = reading.value("-mod")
                .map(value -> value.known() && !value.text().equals("mod"))
                .orElse(true);
        boolean words = reading.operands().stream()
                .allMatch(word -> word.known() && !word.text().startsWith("-"));
        if (!flags || !mod || !words) {
            acts.opaque("what it passes on to the linker or changes is not known");
            return;
        }
        acts.network("proxy.golang.org");
        if (reading.command().equals("install")) {
            Supply supply = new Supply(Registry.GO, call.situation(), acts);
            for (Term operand : reading.operands()) {
                if (operand.text().contains("@")) {
                    supply.judge(operand, true);
                }
            }
            if (reading.operands().stream().noneMatch(operand -> operand.text().contains("@"))) {
                acts.code("installs a program of the project for later use by its name");
            }
            return;
        }
        Optional<Term> output = reading.value("-o");
        if (output.isPresent()) {
            acts.file(FileAct.WRITE, output.get());
            return;
        }
        for (String name : names(reading.operands(), call.situation())) {
            acts.file(FileAct.WRITE, Term.of(name));
        }
    }

    private static boolean isPlain(Term flags) {
        if (!flags.known()) {
            return false;
        }
        String[] words = flags.text().strip().split("\\s+", -1);
        for (int i = 0; i < words.length; i++) {
            boolean value = i > 0 && words[i - 1].equals("-X") && !words[i].startsWith("-");
            if (!value
                    && !words[i].equals("-X")
                    && !words[i].equals("-s")
                    && !words[i].equals("-w")
                    && !words[i].startsWith("-X=")) {
                return false;
            }
        }
        return true;
    }

    /** What the program may be called: by its folder, by its first source, or by its module. */
    private static Set<String> names(List<Term> operands, Situation situation) {
        Set<String> names = new LinkedHashSet<>();
        for (Term operand : operands) {
            String bare = operand.text().replaceAll("/?\\.\\.\\.$", "");
            String last = bare.substring(bare.lastIndexOf('/') + 1);
            if (last.endsWith(".go")) {
                names.add(last.substring(0, last.length() - 3));
                return names;
            }
            if (!last.isEmpty() && !last.equals(".") && !last.equals("..")) {
                names.add(last);
            }
        }
        if (names.isEmpty()) {
            situation.cwd().map(Path::getFileName).map(Path::toString).ifPresent(names::add);
            situation
                    .path("go.mod")
                    .flatMap(file -> situation.world().text(file, 64 << 10))
                    .ifPresent(text -> text.lines()
                            .filter(line -> line.startsWith("module "))
                            .map(line -> line.substring(7).strip().replaceAll("/v[0-9]+$", ""))
                            .map(module -> module.substring(module.lastIndexOf('/') + 1))
                            .forEach(names::add));
        }
        return names;
    }
}
