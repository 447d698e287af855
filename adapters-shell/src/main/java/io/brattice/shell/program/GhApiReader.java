package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;
import java.util.Locale;

/** {@code gh api} and {@code glab api}: a request whose method follows from its other options. */
final class GhApiReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        if (reading.operands().size() != 1 || reading.operands().get(0).many()) {
            acts.opaque("it is not known what it asks for");
            return;
        }
        Term endpoint = reading.operands().get(0);
        boolean graph = endpoint.known() && endpoint.text().equals("graphql");
        boolean unknown = !endpoint.known();
        boolean fields = reading.has("--input");
        boolean asks = graph && !reading.has("--input");
        boolean query = false;
        for (String name : List.of("-f", "-F")) {
            for (Term field : reading.values(name)) {
                fields = true;
                int equals = field.text().indexOf('=');
                String value = field.text().substring(equals + 1);
                boolean isQuery = field.text().startsWith("query=");
                query |= isQuery;
                asks &= !isQuery || field.known() && GraphQl.asks(value);
                if (name.equals("-F") && value.startsWith("@") && !value.equals("@-")) {
                    acts.file(
                            FileAct.READ,
                            field.known() ? Term.of(value.substring(1)) : Term.beginning(value.substring(1)));
                    unknown = true;
                } else {
                    unknown |= !field.known() || name.equals("-F") && value.equals("@-");
                }
            }
        }
        for (Term file : reading.values("--input")) {
            unknown = true;
            if (!file.known() || !file.text().equals("-")) {
                acts.file(FileAct.READ, file);
            }
        }
        for (Term header : reading.values("-H")) {
            unknown |= !header.known() || header.text().toLowerCase(Locale.ROOT).contains("method");
        }
        String method = reading.value("-X")
                .map(Naming::part)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .orElse(fields || graph ? "POST" : "GET");
        String host = reading.value("--hostname")
                .map(Naming::part)
                .orElse(call.name().equals("glab") ? "gitlab.com" : "github.com");
        Resource resource =
                Naming.of("https", "", "", host, Naming.part(endpoint).split("[?]", 2)[0]);
        acts.network(host);
        tell(resource, method, unknown, graph && query && asks && method.equals("POST"), acts);
    }

    private static void tell(Resource resource, String method, boolean unknown, boolean asks, Acts acts) {
        boolean reads = method.equals("GET") || method.equals("HEAD") || asks;
        if (reads && !unknown) {
            acts.effect(Verb.READ, resource, Reversibility.READ_ONLY, "asks a server");
        } else if (method.equals("DELETE")) {
            acts.effect(Verb.DELETE, resource, Reversibility.IRREVERSIBLE, "asks a server to delete something");
        } else if (method.equals("PUT") || method.equals("PATCH")) {
            acts.effect(Verb.UPDATE, resource, Reversibility.IRREVERSIBLE, "changes something on a server");
        } else {
            acts.effect(
                    Verb.SEND,
                    resource,
                    Reversibility.IRREVERSIBLE,
                    unknown ? "sends what is not known before it runs" : "sends data to a server");
        }
    }
}
