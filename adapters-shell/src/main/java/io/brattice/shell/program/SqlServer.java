package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A database that is talked to: what is changed there cannot be taken back from here. */
final class SqlServer {

    private final String name;

    private SqlServer(String name) {
        this.name = name;
    }

    /** The database that is named by a host and a name, or by an address. The password in an address is not told. */
    static SqlServer of(Optional<Term> host, Optional<Term> database) {
        String base = database.map(Naming::part).orElse("default");
        if (base.contains("://")) {
            return new SqlServer(address(base));
        }
        if (base.contains("=")) {
            return new SqlServer("unknown");
        }
        return new SqlServer(host.map(where -> Naming.part(where) + "/" + base).orElse(base));
    }

    private static String address(String text) {
        try {
            URI uri = new URI(text);
            String where = uri.getHost() == null ? "unknown" : uri.getHost();
            return where + (uri.getPath() == null ? "" : uri.getPath());
        } catch (java.net.URISyntaxException e) {
            return "unknown";
        }
    }

    String name() {
        return name;
    }

    /** Tells what a statement changes. */
    void changes(SqlText.Statement statement, Acts acts) {
        if (statement.verb() == Verb.EXECUTE) {
            acts.opaque(statement.why());
            return;
        }
        List<String> targets = statement.targets().isEmpty() ? List.of("*") : statement.targets();
        for (String target : targets) {
            acts.effect(statement.verb(), Naming.of("sql", name, target), Reversibility.IRREVERSIBLE, statement.why());
        }
    }
}
