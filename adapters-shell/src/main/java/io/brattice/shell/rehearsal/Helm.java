package io.brattice.shell.rehearsal;

import io.brattice.shell.process.ShellResult;
import java.util.List;
import java.util.Set;

/** {@code helm … --dry-run}: the manifests it would send, as they are. What of them is there already is not told. */
final class Helm implements Reader {

    private static final Set<String> SURE =
            Set.of("--dry-run", "--dry-run=client", "--dry-run=server", "--dry-run=true");

    @Override
    public List<String> words(Question question) throws UnreadableException {
        refuseUnlessSure(question.argv(), SURE);
        return question.argv();
    }

    @Override
    public Answer read(Question question, ShellResult result) {
        return new PlainText(0).read(question, result);
    }

    /** The last of several options wins, and behind {@code --} there are none. */
    static void refuseUnlessSure(List<String> argv, Set<String> sure) throws UnreadableException {
        int end = argv.indexOf("--");
        List<String> options = (end < 0 ? argv : argv.subList(0, end))
                .stream().filter(word -> word.startsWith("--dry")).toList();
        if (options.isEmpty() || !sure.containsAll(options)) {
            throw new UnreadableException("it is not sure to be only a dry run");
        }
    }
}
