package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.Optional;
import java.util.Set;

/**
 * One request to a web server.
 *
 * @param method in the spelling that is sent
 * @param carries why it takes along what is not known here: the content of a file, a variable; empty when it does not
 * @param body what is sent, where it is one known text; empty for no body and for one that is not known
 * @param sends true when there is a body
 */
record HttpRequest(String method, Term address, Optional<String> carries, Optional<String> body, boolean sends) {

    private static final Set<String> WEB = Set.of("", "http", "https");
    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");

    void tell(Acts acts, Situation situation) {
        HttpUrl url = HttpUrl.of(address);
        if (url.scheme().equals("file")) {
            local(url, acts);
            return;
        }
        boolean transfer = url.scheme().equals("ftp")
                || url.scheme().equals("ftps")
                || url.scheme().equals("sftp")
                || url.scheme().equals("scp");
        if (!WEB.contains(url.scheme()) && !transfer) {
            acts.opaque("what `" + url.scheme() + ":` addresses can do is not known");
            return;
        }
        if (url.scheme().isEmpty() && guessed(url.host())) {
            acts.opaque("which protocol `" + address + "` speaks is guessed from its name");
            return;
        }
        if (url.host().isEmpty()) {
            acts.effect(
                    Verb.SEND,
                    Naming.of("http", "unknown"),
                    Reversibility.IRREVERSIBLE,
                    "talks to a host that is not known");
            return;
        }
        acts.network(url.host());
        judge(url, acts);
    }

    private void judge(HttpUrl url, Acts acts) {
        Resource resource = Naming.of(url.scheme().isEmpty() ? "http" : url.scheme(), "", "", url.name());
        if (url.handsOutSecrets()) {
            acts.effect(
                    Verb.DISCLOSE,
                    resource,
                    Reversibility.IRREVERSIBLE,
                    "this host hands out the credentials of the machine");
        } else if (carries.isPresent()) {
            acts.effect(Verb.SEND, resource, Reversibility.IRREVERSIBLE, carries.get());
        } else if (!url.known()) {
            acts.effect(
                    Verb.SEND, resource, Reversibility.IRREVERSIBLE, "its address is not known and may carry data out");
        } else if (url.carriesMuch()) {
            acts.effect(
                    Verb.SEND,
                    resource,
                    Reversibility.IRREVERSIBLE,
                    "its address is so long that it may carry data out");
        } else if (LOOKS.contains(method) && !sends || asks(url)) {
            acts.effect(Verb.READ, resource, Reversibility.READ_ONLY, "fetches a page");
        } else if (method.equals("DELETE")) {
            acts.effect(Verb.DELETE, resource, Reversibility.IRREVERSIBLE, "asks a server to delete something");
        } else {
            Verb verb = url.isLoopback() ? Verb.UPDATE : Verb.SEND;
            Optional<String> mutation = body.flatMap(GraphQl::mutation);
            acts.effect(
                    verb,
                    resource,
                    Reversibility.IRREVERSIBLE,
                    mutation.map(name -> "asks a server for the mutation `" + name + "`")
                            .orElse("sends data to a server, which may change anything there"));
        }
    }

    private boolean asks(HttpUrl url) {
        String path = url.name();
        boolean graph = path.endsWith("/graphql") || path.endsWith("/graphql/") || path.endsWith("/gql");
        return graph
                && (method.equals("POST") || method.equals("GET"))
                && body.isPresent()
                && GraphQl.isQuery(body.get());
    }

    private void local(HttpUrl url, Acts acts) {
        boolean here = url.host().isEmpty() || url.isLoopback();
        if (!here || sends || !LOOKS.contains(method)) {
            acts.opaque("what it does with `" + address + "` is not known");
        } else {
            acts.file(
                    FileAct.READ,
                    url.known() && url.rest().indexOf('%') < 0 ? Term.of(url.rest()) : Term.beginning("/"));
        }
    }

    /** curl takes {@code ftp.example.org} for an address of FTP. */
    private static boolean guessed(String host) {
        for (String prefix : new String[] {"ftp.", "dict.", "ldap.", "imap.", "smtp.", "pop3."}) {
            if (host.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
