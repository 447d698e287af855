package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The command lines of Windows: {@code cmd /c …}, {@code powershell -Command …}, {@code del}, {@code rd}, {@code format} …. Their quoting is
 * not that of this shell: a text that means one folder here can mean a whole drive there. So none of them is ever taken for harmless.
 */
final class WindowsReader implements Reader {

    private static final Set<String> DELETES = Set.of(
            "rd",
            "rmdir",
            "del",
            "erase",
            "format",
            "diskpart",
            "cipher",
            "remove-item",
            "ri",
            "rm",
            "clear-disk",
            "format-volume",
            "clear-content",
            "remove-partition",
            "vssadmin",
            "wbadmin",
            "bcdedit");
    private static final Set<String> SHELLS =
            Set.of("cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe", "wsl", "wsl.exe");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        String name = call.name().toLowerCase(Locale.ROOT);
        List<Term> words = reading.operands();
        if (words.size() == 1
                && words.get(0).known()
                && Set.of("/?", "--version", "-version", "-?")
                        .contains(words.get(0).text().toLowerCase(Locale.ROOT))) {
            return;
        }
        boolean shell = SHELLS.contains(name);
        boolean told = false;
        StringBuilder text = new StringBuilder(shell ? "" : name);
        for (Term word : words) {
            text.append(' ').append(word.text());
        }
        for (String word : text.toString().toLowerCase(Locale.ROOT).split("[\\s\"'&|;(){}]+", -1)) {
            String bare = word.endsWith(".exe") ? word.substring(0, word.length() - 4) : word;
            if (!told && DELETES.contains(bare)) {
                told = true;
                acts.effect(
                        Verb.DELETE,
                        Naming.of("windows", bare, place(words)),
                        Reversibility.IRREVERSIBLE,
                        "`" + bare + "` of Windows deletes without a recycle bin");
            }
        }
        boolean encoded = text.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\s[-/]e(nc|ncodedcommand|c)?\\s.*");
        if (shell) {
            acts.opaque(
                    encoded
                            ? "its command is encoded"
                            : "a command line of Windows is not read by the rules of this shell");
        } else if (!told) {
            acts.effect(
                    Verb.UPDATE,
                    Naming.of("windows", name, place(words)),
                    Reversibility.IRREVERSIBLE,
                    "`" + name + "` changes a Windows system");
        }
    }

    private static String place(List<Term> words) {
        for (int i = words.size() - 1; i >= 0; i--) {
            String text = words.get(i).text();
            if (text.indexOf(':') == 1 || text.indexOf('\\') >= 0) {
                return text.indexOf(' ') >= 0 ? text.substring(text.lastIndexOf(' ') + 1) : text;
            }
        }
        return "*";
    }
}
