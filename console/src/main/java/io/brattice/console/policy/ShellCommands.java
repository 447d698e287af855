package io.brattice.console.policy;

import io.brattice.action.ToolCall;
import io.brattice.rulebook.language.CommandReader;
import io.brattice.rulebook.language.SimpleCommand;
import io.brattice.shell.syntax.Command;
import io.brattice.shell.syntax.Parser;
import io.brattice.shell.syntax.Redirection;
import io.brattice.shell.syntax.Script;
import io.brattice.shell.syntax.SyntaxException;
import io.brattice.shell.syntax.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes command lines of bash apart, where every word of them stands for itself: pipes and lists of simple commands. Everything else cannot be
 * read: expansions, compound commands, functions, assignments, output into files, programs in unusual places, and programs that run other
 * commands. A rule that allows does not cover what cannot be read; one that denies or asks speaks of it.
 *
 * <p>Options that are written together ({@code -rf}) count together and one by one, since that depends on the program.
 */
public final class ShellCommands implements CommandReader {

    private static final Set<String> FOLDERS =
            Set.of("/bin/", "/usr/bin/", "/usr/local/bin/", "/sbin/", "/usr/sbin/", "/usr/local/sbin/");

    /** What runs a command that its words name. */
    private static final Set<String> RUNNERS = Set.of(
            "sudo",
            "doas",
            "su",
            "runuser",
            "env",
            "xargs",
            "parallel",
            "bash",
            "sh",
            "dash",
            "zsh",
            "ksh",
            "fish",
            "eval",
            "exec",
            "source",
            ".",
            "command",
            "builtin",
            "nohup",
            "nice",
            "ionice",
            "timeout",
            "time",
            "watch",
            "ssh",
            "script",
            "setsid",
            "stdbuf",
            "flock",
            "chroot",
            "unshare",
            "strace",
            "busybox",
            "alias",
            "trap",
            "enable",
            "hash",
            "export",
            "declare",
            "local",
            "set",
            "shopt",
            "find",
            "fd",
            "awk",
            "gawk",
            "mawk",
            "ed",
            "vi",
            "vim");

    /** What has no subcommands: its words are files, texts, addresses. */
    private static final Set<String> PLAIN = Set.of(
            "ls",
            "cat",
            "rm",
            "cp",
            "mv",
            "mkdir",
            "rmdir",
            "touch",
            "ln",
            "chmod",
            "chown",
            "grep",
            "egrep",
            "fgrep",
            "rg",
            "sed",
            "head",
            "tail",
            "wc",
            "sort",
            "uniq",
            "cut",
            "tr",
            "diff",
            "cmp",
            "echo",
            "printf",
            "true",
            "false",
            ":",
            "test",
            "[",
            "pwd",
            "cd",
            "date",
            "sleep",
            "tar",
            "gzip",
            "gunzip",
            "zip",
            "unzip",
            "curl",
            "wget",
            "python",
            "python3",
            "node",
            "java",
            "ruby",
            "perl",
            "tee",
            "stat",
            "file",
            "du",
            "df",
            "ps",
            "kill",
            "pkill",
            "killall",
            "which",
            "whoami",
            "id",
            "uname",
            "basename",
            "dirname",
            "realpath",
            "readlink",
            "jq",
            "tree",
            "less",
            "more",
            "shred",
            "dd",
            "truncate",
            "psql",
            "mysql",
            "sqlite3",
            "rsync",
            "scp",
            "tsc",
            "eslint",
            "pytest",
            "ruff");

    @Override
    public boolean isCommandLine(String tool, String argument) {
        return tool.equals("bash") && argument.equals("command");
    }

    @Override
    public Optional<List<SimpleCommand>> commands(ToolCall call) {
        Object line =
                call.tool().equals("bash") ? call.arguments().get("command").orElse("") : "";
        if (!(line instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return commands(Parser.parse(text));
        } catch (SyntaxException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static Optional<List<SimpleCommand>> commands(Script script) {
        List<SimpleCommand> all = new ArrayList<>();
        for (Script.Item item : script.items()) {
            List<Script.Pipeline> pipelines = new ArrayList<>(List.of(item.first()));
            item.rest().forEach(link -> pipelines.add(link.pipeline()));
            for (Script.Pipeline pipeline : pipelines) {
                for (Script.Stage stage : pipeline.stages()) {
                    Optional<SimpleCommand> one =
                            stage.command() instanceof Command.Simple simple ? simple(simple) : Optional.empty();
                    if (one.isEmpty()) {
                        return Optional.empty();
                    }
                    all.add(one.get());
                }
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static Optional<SimpleCommand> simple(Command.Simple command) {
        List<String> words = new ArrayList<>();
        for (Word word : command.words()) {
            Optional<String> value = word.staticValue();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            words.add(value.get());
        }
        boolean plain = !words.isEmpty()
                && command.assignments().isEmpty()
                && command.redirections().stream().allMatch(ShellCommands::onlyReads);
        Optional<String> program = plain ? program(words.get(0)) : Optional.empty();
        if (program.isEmpty() || RUNNERS.contains(program.get())) {
            return Optional.empty();
        }
        boolean subcommands = !PLAIN.contains(program.get());
        boolean hidden = subcommands
                && words.size() > 2
                && words.get(1).startsWith("-")
                && words.subList(2, words.size()).stream().anyMatch(word -> !word.startsWith("-"));
        if (hidden) {
            return Optional.empty(); // `git -C x push`: which word is the subcommand depends on the option.
        }
        Optional<String> subcommand =
                subcommands && words.size() > 1 && !words.get(1).startsWith("-")
                        ? Optional.of(words.get(1))
                        : Optional.empty();
        return Optional.of(new SimpleCommand(program.get(), subcommand, options(words), words));
    }

    /** The name without a folder, where that is one in which only an administrator puts programs. */
    private static Optional<String> program(String word) {
        int slash = word.lastIndexOf('/');
        String folder = word.substring(0, slash + 1);
        return (slash < 0 || FOLDERS.contains(folder)) && slash + 1 < word.length()
                ? Optional.of(word.substring(slash + 1))
                : Optional.empty();
    }

    private static boolean onlyReads(Redirection redirection) {
        boolean nowhere =
                redirection.target().staticValue().filter("/dev/null"::equals).isPresent();
        boolean copies = redirection
                .target()
                .staticValue()
                .filter(target -> target.matches("[0-9]+-?|-"))
                .isPresent();
        return switch (redirection.operator()) {
            case READ -> redirection.target().staticValue().isPresent();
            case COPY_IN, COPY_OUT -> copies;
            case WRITE, APPEND, CLOBBER, READ_WRITE, BOTH, BOTH_APPEND -> nowhere;
            case HERE_DOCUMENT, HERE_DOCUMENT_TABS ->
                redirection
                        .document()
                        .filter(document -> document.body().staticValue().isPresent())
                        .isPresent();
            case HERE_STRING -> redirection.target().staticValue().isPresent();
        };
    }

    private static Set<String> options(List<String> words) {
        Set<String> options = new LinkedHashSet<>();
        for (String word : words.subList(1, words.size())) {
            if (word.equals("--")) {
                return options;
            }
            if (!word.startsWith("-") || word.length() < 2) {
                continue;
            }
            int equal = word.indexOf('=');
            String name = equal < 0 ? word : word.substring(0, equal);
            options.add(name);
            if (!name.startsWith("--")) {
                name.substring(1).codePoints().forEach(c -> options.add("-" + Character.toString(c)));
            }
        }
        return options;
    }
}
