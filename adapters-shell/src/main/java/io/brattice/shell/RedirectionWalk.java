package io.brattice.shell;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Situation.Input;
import io.brattice.shell.program.Term;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Part;
import io.brattice.shell.syntax.Redirection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one redirection does. */
final class RedirectionWalk {

    private static final int LONGEST_SCRIPT = 64 << 10;

    private final Walk walk;
    private final ShellState state;
    private final Command by;

    RedirectionWalk(Walk walk, ShellState state, Command by) {
        this.walk = walk;
        this.state = state;
        this.by = by;
    }

    /** @param output what is written, where that is known */
    Input walk(Redirection redirection, Input input, Optional<String> output) {
        Expansion expansion = walk.expansion(state);
        boolean standard = redirection.descriptor().isEmpty()
                || redirection.descriptor().get().equals("0");
        return switch (redirection.operator()) {
            case HERE_DOCUMENT, HERE_DOCUMENT_TABS -> {
                Redirection.Document document = redirection.document().orElseThrow();
                Term text = expansion.quoted(document.body());
                yield !standard ? input : text.known() ? Input.of(text.text()) : Input.UNKNOWN;
            }
            case HERE_STRING -> {
                Term text = expansion.text(redirection.target());
                yield !standard ? input : text.known() ? Input.of(text.text() + "\n") : Input.UNKNOWN;
            }
            case READ -> {
                Term target = target(expansion, redirection);
                Optional<String> content = file(FileAct.READ, target, Optional.empty());
                yield standard ? content.map(Input::of).orElse(Input.UNKNOWN) : input;
            }
            case READ_WRITE -> {
                file(FileAct.APPEND, target(expansion, redirection), Optional.empty());
                yield standard ? Input.UNKNOWN : input;
            }
            case COPY_IN -> {
                Term target = target(expansion, redirection);
                if (!isDescriptor(target)) {
                    file(FileAct.READ, target, Optional.empty());
                }
                yield standard ? Input.UNKNOWN : input;
            }
            case COPY_OUT -> {
                Term target = target(expansion, redirection);
                if (!isDescriptor(target)) {
                    file(FileAct.WRITE, target, Optional.empty());
                }
                yield input;
            }
            case WRITE, CLOBBER, BOTH -> {
                boolean all = redirection.descriptor().isEmpty()
                        || redirection.descriptor().get().equals("1");
                file(FileAct.WRITE, target(expansion, redirection), all ? output : Optional.empty());
                yield input;
            }
            case APPEND, BOTH_APPEND -> {
                file(FileAct.APPEND, target(expansion, redirection), Optional.empty());
                yield input;
            }
        };
    }

    /** Bash matches a target against files too, and refuses one that becomes several words. */
    private static Term target(Expansion expansion, Redirection redirection) {
        boolean matches = redirection.target().parts().stream().anyMatch(part -> part instanceof Part.Glob);
        if (!matches) {
            return expansion.text(redirection.target());
        }
        List<Term> words = new ArrayList<>();
        expansion.words(redirection.target(), words);
        return words.size() == 1 ? words.get(0) : Term.beginning("");
    }

    private static boolean isDescriptor(Term target) {
        String text = target.text();
        if (!target.known() || text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = (c >= '0' && c <= '9') || (c == '-' && i == text.length() - 1);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Notes it; what the file holds, where it is read and that is known. */
    private Optional<String> file(FileAct act, Term target, Optional<String> text) {
        String name = target.text();
        if (name.startsWith("/dev/")) {
            if (name.startsWith("/dev/tcp/") || name.startsWith("/dev/udp/")) {
                walk.findings.calls().writes(target);
                String[] parts = name.split("/", -1);
                String host = parts.length > 3 && !parts[3].isEmpty() ? parts[3] : "unknown";
                walk.findings.host(host);
                walk.effect(
                        Verb.SEND,
                        new Resource("host:" + Findings.plain(host)),
                        Reversibility.IRREVERSIBLE,
                        "talks to `" + Expansion.shortened(host) + "` over the network");
                return Optional.empty();
            }
            if (target.known() && isFree(name)) {
                return name.equals("/dev/null") ? Optional.of("") : Optional.empty();
            }
        }
        Optional<Path> path = path(target);
        if (act != FileAct.READ) {
            walk.findings.calls().writes(target);
        }
        walk.file(act, target, path, by, text);
        return act == FileAct.READ ? path.flatMap(p -> walk.world.text(p, LONGEST_SCRIPT)) : Optional.empty();
    }

    /** True for devices that are no files. */
    static boolean isFree(String device) {
        return switch (device) {
            case "/dev/null", "/dev/zero", "/dev/full", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/tty" -> true;
            default -> device.startsWith("/dev/fd/");
        };
    }

    private Optional<Path> path(Term target) {
        if (!target.known() || target.text().isEmpty() || target.text().indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(target.text());
            return path.isAbsolute() ? Optional.of(path) : state.cwd().map(folder -> folder.resolve(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
