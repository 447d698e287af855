package io.brattice.shell.program;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * C and C++ compilers: read sources, write what {@code -o} says, or {@code a.out}, or an object beside. Options that load a plug-in,
 * pass something on to another program or write more are not understood.
 */
final class CcReader implements Reader {

    private static final Set<String> QUESTIONS = Set.of(
            "--version",
            "--help",
            "-dumpversion",
            "-dumpmachine",
            "-dumpfullversion",
            "-print-search-dirs",
            "-print-sysroot",
            "-print-multiarch");
    private static final Set<String> FLAGS = Set.of(
            "-c",
            "-S",
            "-E",
            "-w",
            "-v",
            "-ansi",
            "-pedantic",
            "-pedantic-errors",
            "-pipe",
            "-P",
            "-C",
            "-s",
            "-r",
            "-pthread",
            "-static",
            "-shared",
            "-pie",
            "-no-pie",
            "-rdynamic",
            "-nostdlib",
            "-nodefaultlibs",
            "-nostdinc",
            "-undef",
            "-M",
            "-MM",
            "-MD",
            "-MMD",
            "-MP",
            "-static-libgcc",
            "-static-libstdc++",
            "-fsyntax-only",
            "-fPIC",
            "-fpic",
            "-fPIE",
            "-fpie",
            "-fopenmp",
            "-fcommon",
            "-fexceptions",
            "-frtti",
            "-fwrapv",
            "-fstrict-aliasing",
            "-fpermissive",
            "-fcoroutines",
            "-fdata-sections",
            "-ffunction-sections",
            "-ffast-math",
            "-funroll-loops",
            "-fomit-frame-pointer",
            "-fshort-enums",
            "-fanalyzer",
            "-fconcepts",
            "-ffreestanding",
            "-fsigned-char",
            "-funsigned-char");
    private static final List<String> PREFIXES = List.of(
            "-std=",
            "-O",
            "-fno-",
            "-fsanitize=",
            "-fstack-protector",
            "-fvisibility=",
            "-fdiagnostics-color",
            "-fmax-errors=",
            "-ftemplate-depth=",
            "-march=",
            "-mtune=",
            "-mcpu=",
            "-msse",
            "-mavx",
            "-m32",
            "-m64",
            "-mfpu=",
            "-Wl,-rpath,",
            "-Wl,--as-needed",
            "-Wl,--no-as-needed",
            "-l",
            "-D",
            "-U",
            "-I",
            "-L",
            "-stdlib=",
            "--std=");
    private static final Set<String> VALUED = Set.of(
            "-I", "-L", "-l", "-D", "-U", "-isystem", "-iquote", "-idirafter", "-x", "-MT", "-MQ", "-std", "-arch");
    private static final List<String> SOURCES = List.of(
            ".c", ".cc", ".cpp", ".cxx", ".C", ".c++", ".h", ".hh", ".hpp", ".s", ".S", ".i", ".ii", ".m", ".mm");
    private static final List<String> BINARIES = List.of(".o", ".a", ".so", ".lo");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = call.arguments();
        Optional<Term> output = Optional.empty();
        Set<String> files = new LinkedHashSet<>();
        Set<String> options = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).text();
            if (!words.get(i).known()) {
                acts.opaque("its word `" + words.get(i) + "` is not known");
                return;
            }
            if (QUESTIONS.contains(word) && words.size() == 1) {
                return;
            }
            boolean valued =
                    VALUED.contains(word) || Set.of("-o", "-MF", "-include").contains(word);
            if (valued && (i + 1 == words.size() || words.get(i + 1).many())) {
                acts.opaque("the value of its option `" + word + "` is not known");
                return;
            }
            if (word.equals("-o")) {
                output = Optional.of(words.get(++i));
            } else if (word.equals("-MF")) {
                acts.file(FileAct.WRITE, words.get(++i));
            } else if (word.equals("-include")) {
                acts.file(FileAct.READ, words.get(++i));
            } else if (valued) {
                i++;
            } else if (word.startsWith("-o")) {
                output = Optional.of(Term.of(word.substring(2)));
            } else if (word.startsWith("-") && word.length() > 1) {
                if (!isHarmless(word)) {
                    acts.opaque("its option `" + word + "` is not one that is known");
                    return;
                }
                options.add(word);
            } else if (endsWith(word, SOURCES) || endsWith(word, BINARIES)) {
                files.add(word);
            } else {
                acts.opaque("its word `" + word + "` is not the name of a source or an object");
                return;
            }
        }
        files.forEach(file -> acts.file(FileAct.READ, Term.of(file)));
        write(files, options, output, acts);
    }

    private static void write(Set<String> files, Set<String> options, Optional<Term> output, Acts acts) {
        boolean depends = options.contains("-MD") || options.contains("-MMD");
        if (depends && output.isPresent()) {
            acts.file(
                    FileAct.WRITE,
                    output.get().known() ? Term.of(stem(output.get().text()) + ".d") : output.get());
        }
        if (output.isPresent()) {
            acts.file(FileAct.WRITE, output.get());
            return;
        }
        boolean only = options.contains("-E")
                || options.contains("-M")
                || options.contains("-MM")
                || options.contains("-fsyntax-only");
        String ending = options.contains("-S") ? ".s" : options.contains("-c") ? ".o" : "";
        boolean linked = false;
        for (String file : files) {
            String bare = stem(file.substring(file.lastIndexOf('/') + 1));
            if (depends && endsWith(file, SOURCES)) {
                acts.file(FileAct.WRITE, Term.of(bare + ".d"));
            }
            if (file.endsWith(".h") || file.endsWith(".hh") || file.endsWith(".hpp")) {
                acts.file(FileAct.WRITE, Term.of(file + ".gch"));
            } else if (!only && !ending.isEmpty()) {
                acts.file(FileAct.WRITE, Term.of(bare + ending));
            } else {
                linked = !only;
            }
        }
        if (linked) {
            acts.file(FileAct.WRITE, Term.of("a.out"));
        }
    }

    private static boolean isHarmless(String option) {
        boolean warning = option.startsWith("-W") && option.indexOf(',') < 0;
        boolean debug = option.startsWith("-g") && !option.startsWith("-gsplit") && !option.startsWith("-gcc");
        return FLAGS.contains(option) || warning || debug || PREFIXES.stream().anyMatch(option::startsWith);
    }

    private static boolean endsWith(String file, List<String> endings) {
        return !file.startsWith("@") && endings.stream().anyMatch(file::endsWith);
    }

    private static String stem(String file) {
        int dot = file.lastIndexOf('.');
        return dot <= file.lastIndexOf('/') + 1 ? file : file.substring(0, dot);
    }
}
