package io.brattice.shell.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a program does with one word that it is given.
 *
 * @param word how rows write it
 * @param file what is done to the file that the word names
 */
record Role(String word, Kind kind, Optional<FileAct> file) {

    enum Kind {
        /** Only a word. */
        WORD,
        /** The name of a file. */
        FILE,
        /** The text of a shell command. */
        RUN,
        /** Code in another language. */
        CODE,
        /** The name of a file that is executed. */
        SCRIPT,
        /** The first word of a command line that goes on to the end. */
        COMMAND
    }

    private static final Map<String, Role> ALL = all();

    private static Map<String, Role> all() {
        Map<String, Role> all = new HashMap<>();
        for (String word : new String[] {"text", "name", "url", "host", "package", "ref"}) {
            all.put(word, new Role(word, Kind.WORD, Optional.empty()));
        }
        for (FileAct act : FileAct.values()) {
            all.put(act.word(), new Role(act.word(), Kind.FILE, Optional.of(act)));
        }
        all.put("output", new Role("output", Kind.FILE, Optional.of(FileAct.WRITE)));
        all.put("run", new Role("run", Kind.RUN, Optional.empty()));
        all.put("code", new Role("code", Kind.CODE, Optional.empty()));
        all.put("script", new Role("script", Kind.SCRIPT, Optional.empty()));
        all.put("command", new Role("command", Kind.COMMAND, Optional.empty()));
        return Map.copyOf(all);
    }

    static Optional<Role> of(String word) {
        return Optional.ofNullable(ALL.get(word));
    }

    static String allowed() {
        return String.join(", ", new TreeSet<>(ALL.keySet()));
    }

    /** True when it changes nothing and runs nothing, whatever the word. */
    boolean mild() {
        return kind == Kind.WORD || looks();
    }

    /** True when a file is only looked at. */
    boolean looks() {
        return file.isPresent()
                && (file.get() == FileAct.LIST || file.get() == FileAct.READ || file.get() == FileAct.READ_TREE);
    }

    /** Tells what is done with this word. */
    void tell(Term term, Invocation call, Acts acts) {
        switch (kind) {
            case WORD -> {}
            case FILE -> {
                if (!isStandardStream(term)) {
                    acts.file(file.orElseThrow(), term);
                }
            }
            case RUN -> acts.shell(term, call.situation());
            case CODE -> acts.code("runs the code in its arguments");
            case SCRIPT -> {
                acts.code("runs the script `" + term + "`");
                acts.file(FileAct.READ, term);
            }
            case COMMAND -> acts.opaque("its command could not be told apart");
        }
    }

    private boolean isStandardStream(Term term) {
        return term.known() && term.text().equals("-") && (looks() || word.equals("output"));
    }
}
