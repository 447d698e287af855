package io.brattice.shell.program;

import io.brattice.files.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code python}: code, but for texts and modules that only compute and print, and for {@code -m pip}. Python looks for modules in the
 * current folder first, so that a {@code json.py} there is run by {@code import json}: what is taken for harmless is run with {@code -I}.
 */
final class PythonReader implements Reader {

    private static final String FLAGS = "IEsSPBuOqvdbR";
    private static final Set<String> HELP =
            Set.of("-V", "-VV", "--version", "-h", "--help", "-?", "--help-env", "--help-xoptions", "--help-all");
    private static final Set<String> HARMLESS_X =
            Set.of("importtime", "dev", "utf8", "utf8=1", "utf8=0", "faulthandler");

    /** Rows and lists that are read when first needed. */
    private static final class Lazy {
        static final Programs PROGRAMS = Programs.with(Map.of());
        static final Set<String> MODULES = modules();

        private static Set<String> modules() {
            try (InputStream in = PythonReader.class.getResourceAsStream("known/python-modules.txt")) {
                return in == null
                        ? Set.of()
                        : Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
            } catch (IOException e) {
                return Set.of();
            }
        }
    }

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.words();
        int at = 1;
        while (at < words.size()) {
            Term word = words.get(at);
            if (!word.known()) {
                acts.opaque("what it runs, `" + word + "`, is not known");
                return;
            }
            String text = word.text();
            if (HELP.contains(text)) {
                return;
            }
            if (text.equals("-") || !text.startsWith("-")) {
                break;
            }
            if (text.startsWith("--")) {
                acts.opaque("its option `" + text + "` is not one that is known");
                return;
            }
            int letter = 1;
            while (letter < text.length() && FLAGS.indexOf(text.charAt(letter)) >= 0) {
                letter++;
            }
            if (letter == text.length()) {
                at++;
                continue;
            }
            Term value = letter + 1 < text.length()
                    ? Term.of(text.substring(letter + 1))
                    : at + 1 < words.size() ? words.get(at + 1) : Term.beginning("");
            int after = letter + 1 < text.length() ? at + 1 : at + 2;
            switch (text.charAt(letter)) {
                case 'c' -> {
                    code(value, call, acts);
                    return;
                }
                case 'm' -> {
                    module(value, after, call, acts);
                    return;
                }
                case 'X' -> {
                    if (!value.known() || !HARMLESS_X.contains(value.text())) {
                        acts.opaque("its option `-X " + value + "` is not one that is known");
                        return;
                    }
                    at = after;
                }
                default -> {
                    acts.opaque("its option `" + text + "` is not one that is known");
                    return;
                }
            }
        }
        if (at < words.size() && !words.get(at).text().equals("-")) {
            if (!call.situation().isMissing(words.get(at))) {
                acts.code("runs the script `" + words.get(at) + "`");
            }
            acts.file(FileAct.READ, words.get(at));
            return;
        }
        Situation.Input input = call.situation().input();
        if (input.text().isEmpty()) {
            acts.code("runs code from its standard input");
        } else if (input.given()) {
            code(Term.of(input.text().get()), call, acts);
        }
    }

    private static void code(Term text, Invocation call, Acts acts) {
        if (text.known() && !call.name().startsWith("python2") && PythonText.isHarmless(text.text())) {
            acts.instead(isolated(call.words()));
        } else {
            acts.code("runs Python code in its arguments");
        }
    }

    private static List<Term> isolated(List<Term> words) {
        List<Term> isolated = new ArrayList<>(words);
        isolated.add(1, Term.of("-I"));
        return isolated;
    }

    private static void module(Term module, int from, Invocation call, Acts acts) {
        List<Term> rest = call.words()
                .subList(Math.min(from, call.words().size()), call.words().size());
        String name = module.known() ? module.text() : "";
        List<Term> operands = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (Term word : rest) {
            boolean option =
                    word.known() && word.text().startsWith("-") && word.text().length() > 1;
            if (option) {
                options.add(word.text());
            } else {
                operands.add(word);
            }
        }
        switch (name) {
            case "pip" -> pip(call, from, acts);
            case "json.tool" -> {
                if (accept(
                        options,
                        operands,
                        2,
                        Set.of("--sort-keys", "--no-ensure-ascii", "--json-lines", "--compact", "--tab", "--no-indent"),
                        acts)) {
                    acts.instead(isolated(call.words()));
                    operands.stream()
                            .limit(1)
                            .filter(file -> !file.text().equals("-"))
                            .forEach(file -> acts.file(FileAct.READ, file));
                    operands.stream().skip(1).forEach(file -> acts.file(FileAct.WRITE, file));
                }
            }
            case "py_compile", "tabnanny", "ast", "tokenize" -> {
                if (accept(
                        options,
                        operands,
                        64,
                        Set.of("-q", "--quiet", "-a", "--include-attributes", "-e", "--exact"),
                        acts)) {
                    acts.instead(isolated(call.words()));
                    acts.files(FileAct.READ, operands);
                }
            }
            case "compileall" -> {
                if (accept(options, operands, 64, Set.of("-q", "-f", "-l"), acts)) {
                    acts.instead(isolated(call.words()));
                    acts.files(FileAct.READ_TREE, operands.isEmpty() ? List.of(Term.of(".")) : operands);
                }
            }
            case "venv" -> venv(call, options, operands, acts);
            case "site", "sysconfig", "platform", "this" -> {
                if (accept(options, operands, 0, Set.of("--user-base", "--user-site"), acts)) {
                    acts.instead(isolated(call.words()));
                }
            }
            default -> acts.code("runs the module `" + module + "`");
        }
    }

    private static boolean accept(List<String> options, List<Term> operands, int most, Set<String> known, Acts acts) {
        if (known.containsAll(options)
                && operands.size() <= most
                && operands.stream().noneMatch(Term::many)) {
            return true;
        }
        acts.opaque("the options of its module are not known");
        return false;
    }

    private static void venv(Invocation call, List<String> options, List<Term> operands, Acts acts) {
        Set<String> known =
                Set.of("--system-site-packages", "--symlinks", "--copies", "--clear", "--upgrade", "--without-pip");
        if (operands.isEmpty() || !accept(options, operands, 8, known, acts)) {
            if (operands.isEmpty()) {
                acts.opaque("which folder it makes is not known");
            }
            return;
        }
        acts.instead(isolated(call.words()));
        for (Term folder : operands) {
            Optional<Path> path = call.situation().path(folder);
            boolean free = path.isPresent()
                    && !call.situation().world().kind(path.get()).exists();
            if (options.contains("--clear") && !free) {
                acts.file(FileAct.DELETE_TREE, folder);
            }
            acts.file(free ? FileAct.CREATE : FileAct.WRITE_TREE, folder);
        }
    }

    /** The same as {@code pip}, as long as no file here is run in place of a module. */
    private static void pip(Invocation call, int from, Acts acts) {
        if (isShadowed(call.situation())) {
            acts.code("may run files of the current folder in place of Python's own modules");
            return;
        }
        List<Term> before = call.words().subList(0, from);
        List<Term> words = new ArrayList<>();
        words.add(Term.of("pip"));
        words.addAll(call.words().subList(from, call.words().size()));
        Lazy.PROGRAMS.read(call.of(words), new Prefixed(acts, before));
    }

    private static boolean isShadowed(Situation situation) {
        World world = situation.world();
        Optional<List<String>> names = situation.cwd().flatMap(world::names);
        if (names.isEmpty()) {
            return true;
        }
        for (String name : names.get()) {
            int dot = name.indexOf('.');
            String module = dot < 0 ? name : name.substring(0, dot);
            if (!Lazy.MODULES.contains(module) && !module.equals("pip")) {
                continue;
            }
            Path path = situation.cwd().get().resolve(name);
            boolean bare = dot < 0;
            boolean source = name.endsWith(".py") || name.endsWith(".pyc") || name.endsWith(".so");
            boolean folder = bare
                    && world.names(path)
                            .map(inside -> inside.stream().anyMatch(file -> file.startsWith("__init__")))
                            .orElse(true)
                    && world.followed(path) != World.Kind.FILE;
            if (source || folder) {
                return true;
            }
        }
        return false;
    }
}
