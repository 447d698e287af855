package io.brattice.shell.program;

import java.util.List;
import java.util.Optional;

/** {@code http} and {@code xh}: a method, an address, and what is sent, in one line of operands. */
final class HttpieReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        if (words.isEmpty()) {
            acts.opaque("it is not known which address it asks");
            return;
        }
        String first = words.get(0).text();
        boolean named = words.get(0).known()
                && words.size() > 1
                && first.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
                && !first.equals("localhost");
        int at = named ? 1 : 0;
        Term url = words.get(at);
        boolean sends = call.situation().input().given() && !reading.has("--ignore-stdin")
                || reading.has("--raw")
                || reading.has("--form") && words.size() > at + 1;
        Optional<String> carries = Optional.empty();
        if (call.situation().input().given() && !reading.has("--ignore-stdin")) {
            carries = Optional.of("sends what comes by standard input");
        }
        for (Term item : words.subList(at + 1, words.size())) {
            if (!item.known()) {
                carries = Optional.of("sends what is not known before it runs");
                continue;
            }
            String text = item.text();
            int mark = mark(text);
            String rest = mark < 0 ? "" : text.substring(mark);
            if (rest.startsWith("==") || rest.startsWith(":") && !rest.startsWith(":=") && rest.indexOf('@') != 1) {
                if (text.toLowerCase(java.util.Locale.ROOT).contains("method")) {
                    carries = Optional.of("a header may name another method");
                }
                continue;
            }
            sends = true;
            int file = rest.indexOf('@');
            if (file >= 0 && file <= 2) {
                acts.file(FileAct.READ, Term.of(rest.substring(file + 1)));
                carries = Optional.of("sends the content of a file");
            }
        }
        String method = named ? first.toUpperCase(java.util.Locale.ROOT) : sends ? "POST" : "GET";
        Term address = url.text().startsWith(":")
                ? new Term(
                        "localhost"
                                + (url.text().matches(":[0-9].*")
                                        ? url.text()
                                        : url.text().substring(1)),
                        url.known(),
                        url.many())
                : url;
        if (WebPlace.overwrites(method)) {
            acts.web(WebPlace.hindered(
                    call.name(), address, "`" + call.name() + "` is not asked for what was there; use `curl`"));
        }
        new HttpRequest(method, address, carries, Optional.empty(), sends).tell(acts, call.situation());
        if (reading.has("--download") && !reading.has("--output")) {
            acts.file(FileAct.WRITE, Term.beginning(""));
        }
    }

    private static int mark(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '=' || text.charAt(i) == ':' || text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }
}
