package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code javac}: runs no code once annotation processors are switched off and plug-ins, which start by themselves from the class path
 * ({@code Plugin.autoStart}), are looked for in an empty one. It writes class files: those of the types that its sources name, with the
 * nested and nameless ones. Where a source uses a package of the project, or more is beside it, sources that are not named may be
 * compiled too, and the whole folder of the class files may change.
 */
final class JavacReader implements Reader {

    private static final int MOST = 1 << 20;
    private static final int MOST_NAMELESS = 30;

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> sources = reading.operands();
        for (Term source : sources) {
            if (!source.known() || !source.text().endsWith(".java")) {
                acts.opaque("its word `" + source + "` is not the name of a source");
                return;
            }
        }
        if (sources.isEmpty()) {
            return;
        }
        List<Term> words = new ArrayList<>(call.words());
        words.addAll(1, List.of(Term.of("-proc:none"), Term.of("-processorpath"), Term.of("")));
        acts.instead(words);
        acts.files(FileAct.READ, sources);
        Optional<Term> into = reading.value("-d");
        Set<String> files = new LinkedHashSet<>();
        for (Term source : sources) {
            Optional<Path> path = call.situation().path(source);
            Optional<String> text =
                    path.flatMap(file -> call.situation().world().text(file, MOST));
            if (text.isEmpty()
                    || usesProject(text.get())
                    || usesNeighbours(path.get(), text.get(), sources, call.situation())) {
                acts.file(FileAct.WRITE_TREE, into.orElseGet(() -> Term.of(beside(source.text(), "."))));
                return;
            }
            String folder = into.isPresent() && into.get().known()
                    ? into.get().text() + "/" + packageOf(text.get()).replace('.', '/')
                    : beside(source.text(), "");
            for (String type : types(text.get())) {
                files.add(folder.isEmpty() ? type : folder.endsWith("/") ? folder + type : folder + "/" + type);
            }
        }
        if (into.isPresent() && !into.get().known()) {
            acts.file(FileAct.WRITE_TREE, into.get());
            return;
        }
        into.ifPresent(folder -> acts.file(FileAct.FOLDERS, folder));
        for (String file : files) {
            acts.file(FileAct.WRITE, Term.of(file + ".class"));
        }
    }

    private static String beside(String source, String other) {
        int slash = source.lastIndexOf('/');
        return slash < 0 ? other : source.substring(0, slash);
    }

    private static String packageOf(String text) {
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (bare.startsWith("package ") && bare.endsWith(";")) {
                return bare.substring(8, bare.length() - 1).strip();
            }
        }
        return "";
    }

    /** With only the platform's packages, and a source that uses no other type of its folder by being in a package of its own. */
    private static boolean usesProject(String text) {
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            boolean imports = bare.startsWith("import ");
            if (imports && !bare.contains(" java.") && !bare.contains(" javax.")) {
                return true;
            }
        }
        return !packageOf(text).isEmpty();
    }

    /** True when a source beside it that is not named itself has a type that it speaks of, which is compiled with it. */
    private static boolean usesNeighbours(Path source, String text, List<Term> sources, Situation situation) {
        Optional<List<String>> names = Optional.ofNullable(source.getParent()).flatMap(situation.world()::names);
        if (names.isEmpty()) {
            return true;
        }
        Set<String> words = Set.copyOf(
                List.of(text.split("[^A-Za-z0-9_$]+", -1)).stream().distinct().toList());
        for (String name : names.get()) {
            boolean named = sources.stream()
                    .anyMatch(other -> situation.path(other).equals(Optional.of(source.resolveSibling(name))));
            if (name.endsWith(".java") && !named && words.contains(name.substring(0, name.length() - 5))) {
                return true;
            }
        }
        return false;
    }

    /** The names of class files: each type, each type in each type, and nameless ones by number. More than there are does not matter. */
    private static Set<String> types(String text) {
        List<String> names = new ArrayList<>();
        String[] words = text.split("[^A-Za-z0-9_$]+", -1);
        int nameless = 1;
        for (int i = 0; i + 1 < words.length; i++) {
            if (Set.of("class", "interface", "enum", "record").contains(words[i]) && !words[i + 1].isEmpty()) {
                names.add(words[i + 1]);
            }
            nameless += words[i].equals("new") || words[i].equals("switch") || words[i].equals("enum") ? 1 : 0;
        }
        Set<String> all = new LinkedHashSet<>(names);
        for (String outer : names) {
            for (int i = 1; i <= Math.min(nameless, MOST_NAMELESS); i++) {
                all.add(outer + "$" + i);
            }
            for (String inner : names) {
                all.add(outer + "$" + inner);
                if (names.size() <= 8) {
                    names.forEach(innermost -> all.add(outer + "$" + inner + "$" + innermost));
                }
            }
        }
        return all;
    }
}
