package io.brattice.shell;

import io.brattice.shell.network.NetworkTrouble;
import io.brattice.shell.network.Refused;
import io.brattice.shell.process.ShellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says behind the error output of a contained line what the cell may have to do with it, so that the agent need not guess.
 *
 * @param stayed what was made in the cell and was not brought out
 * @param refused what the forwarder did not let through; empty where the line had no network
 */
record Hints(Plan plan, List<String> stayed, Optional<List<Refused>> refused) {

    private static final int MOST_HOSTS = 5;

    /** The result, with a line for each thing to know. */
    ShellResult of(ShellResult result) {
        List<String> hints = new ArrayList<>();
        stayed.forEach(each -> hints.add(each + " only where the command ran: it is gone"));
        if (plan.findings().installsAway()) {
            hints.add("the command ran contained: what it installed outside of the workspace is gone;"
                    + " install it in a call of its own");
        }
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
        network(result).ifPresent(hints::add);
        return with(result, hints);
    }

    /** What was refused is a fact, whatever the exit; what an output says is told where the command failed. */
    private Optional<String> network(ShellResult result) {
        Set<String> wanted = refused.orElse(List.of()).stream()
                .map(Refused::host)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        Outlet outlet = plan.outlet();
        Set<String> given = Set.copyOf(outlet.reached());
        String had = "the command ran contained, " + outlet.told();
        List<String> others =
                wanted.stream().filter(host -> !given.contains(host)).toList();
        if (!others.isEmpty()) {
            return Optional.of(had + ", and wanted " + shown(others) + "; if it needs that, " + asked(others, given));
        }
        Optional<Refused> no = refused.orElse(List.of()).stream().findFirst();
        if (no.isPresent()) {
            return Optional.of(had + ", and " + no.get().why().replaceFirst(";.*", "")
                    + "; if it needs that, pass `contained: false`, and a person is asked");
        }
        Optional<NetworkTrouble> trouble = NetworkTrouble.in(result.exit(), result.stderr());
        return trouble.map(each -> {
            List<String> host = each.host()
                    .filter(name -> !given.contains(name))
                    .map(List::of)
                    .orElse(List.of());
            return host.isEmpty()
                    ? had + "; if it needs another, pass `network` with the names of its hosts, and a person is asked"
                    : had + ", and wanted " + shown(host) + "; if it needs that, " + asked(host, given);
        });
    }

    private static String shown(List<String> hosts) {
        return hosts.stream().limit(MOST_HOSTS).map(host -> "`" + host + "`").collect(Collectors.joining(", "))
                + (hosts.size() > MOST_HOSTS ? " and " + (hosts.size() - MOST_HOSTS) + " more" : "");
    }

    /** Of one that has to be asked for, all that the line had are to be asked for again: an argument is no addition. */
    private String asked(List<String> hosts, Set<String> given) {
        List<String> all = new ArrayList<>(plan.outlet().hosts());
        all.addAll(hosts);
        String list = all.stream()
                .limit(MOST_HOSTS + given.size())
                .map(host -> "\"" + host + "\"")
                .collect(Collectors.joining(", "));
        return "pass `network: [" + list + "]`, and a person is asked, unless these are known registries of packages";
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
