package io.brattice.shell;

import io.brattice.shell.network.NetworkTrouble;
import io.brattice.shell.process.ShellResult;
import java.util.ArrayList;
import java.util.List;

/** Says behind the error output of a contained line what the cell may have to do with it, so that the agent need not guess. */
final class Hints {

    private Hints() {}

    /**
     * The result, with a line for each thing to know.
     *
     * @param stayed what was made in the cell and was not brought out
     */
    static ShellResult of(ShellResult result, List<String> stayed) {
        List<String> hints = new ArrayList<>();
        stayed.forEach(each -> hints.add(each + " only where the command ran: it is gone"));
        boolean readOnly = result.stderr().contains("Read-only file system");
        boolean ofGit = readOnly && result.stderr().contains(".git/hooks")
                || result.stderr().contains(".git/config") && result.stderr().contains("Device or resource busy");
        if (result.exit() != 0 && ofGit) {
            hints.add("the command ran contained, where hooks and settings of git stay as they are;"
                    + " pass `contained: false`, and a person is asked");
        } else if (result.exit() != 0 && readOnly) {
            hints.add("the command ran contained, where only the workspace can be written to;"
                    + " keep what it writes in there, or pass `contained: false`, and a person is asked");
        }
        NetworkTrouble.in(result.exit(), result.stderr())
                .ifPresent(trouble -> hints.add("the command ran contained, without a network"
                        + trouble.host()
                                .map(host -> ", and wanted `" + host + "`")
                                .orElse("")
                        + "; if it needs one, pass `contained: false`, and a person is asked"));
        return with(result, hints);
    }

    /** The same result with these lines. */
    static ShellResult with(ShellResult result, List<String> hints) {
        if (hints.isEmpty()) {
            return result;
        }
        StringBuilder errors = new StringBuilder(result.stderr());
        if (errors.length() > 0 && errors.charAt(errors.length() - 1) != '\n') {
            errors.append('\n');
        }
        hints.forEach(hint -> errors.append("brattice: ").append(hint).append('\n'));
        return new ShellResult(
                result.exit(), result.stdout(), errors.toString(), result.truncated(), result.ending(), result.left());
    }
}
