package io.brattice.shell.remote;

import io.brattice.StaleException;
import io.brattice.action.Digest;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.files.store.Store;
import io.brattice.shell.process.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One place on a web server that a command overwrites or deletes. What is there is asked for first, by the program of the command with its own
 * credentials, and kept on the shelf; after the run it is asked for again.
 *
 * <p>Taking back puts it there again, with its content type, or deletes what was put where nothing was: on condition that the place still has
 * what the call left, by the server's ETag where that is a strong one, else by a comparison right before. Then it is asked for once more, and an undo
 * after which the place does not answer as it did before fails and says so. What was replaced by that is kept as well.
 *
 * <p>Does not: undo what others saw in between, or what else the server did by the request.
 *
 * @param remote the place for people
 * @param aside a folder on the call's shelf
 * @param fresh what is needed to keep it; empty for a step that was read from its note, which has it on the shelf
 */
record WebKept(Execution execution, String remote, Path aside, Optional<Fresh> fresh) implements RemoteStep {

    static final String KIND = "web-kept";

    /**
     * What only the call itself knows.
     *
     * @param leaves what the place will hold, as far as that can be told: the hash of a content, nothing, or empty
     */
    record Fresh(Reach reach, Leaves leaves) {}

    /** What a request is going to leave. */
    interface Leaves {
        String NOTHING = "nothing";

        /** The hash of the content, {@link #NOTHING}, or the empty text for what is not known. */
        String foretold() throws IOException;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", KIND, "path", aside.toString(), "remote", remote, "aside", aside.toString());
    }

    @Override
    public void keep() throws IOException {
        Fresh known = fresh.orElseThrow(() -> new IOException("a step that was read from its note keeps nothing"));
        Shelved.folder(aside);
        known.reach().write(aside.resolve("reach"));
        Files.writeString(
                Shelved.file(aside.resolve("foretold")), known.leaves().foretold());
        Answer there;
        try {
            there = Web.by(known.reach(), execution).ask(aside.resolve("before"));
        } catch (IOException e) {
            throw new UnkeptException(String.valueOf(e.getMessage()));
        }
        if (!there.isThere() && !there.isNothing()) {
            throw new UnkeptException("it answers " + there.status() + " to a GET");
        }
    }

    private Web web() throws IOException {
        return Web.by(Reach.read(aside.resolve("reach")), execution);
    }

    private Answer before() throws IOException {
        return Answer.read(aside.resolve("before"));
    }

    @Override
    public String left() {
        try {
            Answer after = web().ask(aside.resolve("after"));
            return after.isThere() || after.isNothing()
                    ? Digest.of(after.text()).hex()
                    : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN; // asked again when it is taken back
        }
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        if (!Answer.isIn(aside.resolve("before"))) {
            throw new StaleException("what `" + remote + "` had was not kept");
        }
        Answer before = before();
        boolean whole = before.isNothing()
                || Files.exists(before.body())
                        && Digest.of(Files.readAllBytes(before.body())).hex().equals(before.hash());
        if (!whole || !left.equals(UNKNOWN) && !isNoted(left)) {
            throw new StaleException("what was kept of `" + remote + "` was changed in the store");
        }
        Answer now;
        try {
            now = web().ask(aside.resolve("now"));
        } catch (IOException e) {
            throw new StaleException("`" + remote + "` cannot be asked: " + e.getMessage());
        }
        if (!now.holds(before) && !isOurs(now, left)) {
            throw new StaleException(why(now, left) + where(before));
        }
    }

    private boolean isNoted(String left) throws IOException {
        Path after = aside.resolve("after");
        return Answer.isIn(after) && Digest.of(Answer.read(after).text()).hex().equals(left);
    }

    /** True when the place has what the call left there, as far as can be told. */
    private boolean isOurs(Answer now, String left) throws IOException {
        if (left.equals(UNKNOWN)) {
            String foretold = Files.readString(aside.resolve("foretold"));
            return now.isNothing()
                    ? foretold.equals(Leaves.NOTHING)
                    : now.isThere() && now.hash().equals(foretold);
        }
        Answer after = Answer.read(aside.resolve("after"));
        return now.holds(after) && (after.etag().isEmpty() || after.etag().equals(now.etag()));
    }

    private String why(Answer now, String left) {
        if (!now.isThere() && !now.isNothing()) {
            return "`" + remote + "` answers " + now.status() + " to a GET";
        }
        return left.equals(UNKNOWN)
                ? "`" + remote + "` is not as it was, and whether the call or somebody else changed it is not known"
                : "`" + remote + "` was changed since";
    }

    /** For people who put it back by hand. */
    private static String where(Answer before) {
        return before.isNothing()
                ? "; before the call nothing was there"
                : "; what it had is in `" + before.body() + "`";
    }

    @Override
    public void undo(String left) throws IOException {
        Answer before = before();
        Web web = web();
        Answer now = web.ask(Shelved.next(aside, "replaced"));
        if (now.holds(before)) {
            return; // the call changed nothing there, or an attempt before this one got so far
        }
        if (!isOurs(now, left)) {
            throw new IOException(why(now, left) + where(before));
        }
        Store.force(now.body());
        List<String> headers = new ArrayList<>();
        if (now.isNothing()) {
            headers.add("If-None-Match: *");
        } else if (!now.etag().isEmpty()) {
            headers.add("If-Match: " + now.etag());
        }
        Path into = Shelved.next(aside, "answered");
        Answer answer;
        if (before.isThere()) {
            headers.addAll(before.ofContent());
            answer = web.put(before.body(), headers, into);
        } else {
            answer = web.delete(headers, into);
        }
        if (answer.status() == 412) {
            throw new IOException("`" + remote + "` was changed at this moment and is left as it is" + where(before));
        }
        if (answer.status() / 100 != 2 && !(before.isNothing() && answer.isNothing())) {
            throw new IOException(
                    "`" + remote + "` would not take it back: it answers " + answer.status() + where(before));
        }
        compare(before, web.ask(aside.resolve("now")));
    }

    private void compare(Answer before, Answer now) throws IOException {
        if (!now.holds(before)) {
            throw new IOException("`" + remote + "` took it back, and yet does not answer as it did" + where(before));
        }
        if (before.isThere() && !now.type().equals(before.type())) {
            throw new IOException("`" + remote + "` has its bytes again, but as `" + now.type() + "` instead of `"
                    + before.type() + "`");
        }
    }

    @Override
    public Resource resource() {
        return new Resource(remote);
    }

    /** Others may have seen in between what is put over: it is kept here, and nowhere else. */
    @Override
    public Reversibility reversibility() {
        return Reversibility.RECOVERABLE;
    }

    @Override
    public String summary() {
        try {
            Answer before = before();
            if (!Answer.isIn(aside.resolve("after"))) {
                return does(before) + ", where it still has what this call left";
            }
            Answer after = Answer.read(aside.resolve("after"));
            return after.holds(before)
                    ? "finds `" + remote + "` as it was before the call"
                    : does(before)
                            + (after.isThere() && after.etag().isEmpty()
                                    ? ", compared by content, as the server gives no strong ETag"
                                    : after.isThere()
                                            ? ", on condition of its ETag"
                                            : ", on condition that nothing is there");
        } catch (IOException e) {
            return "puts back what `" + remote + "` had";
        }
    }

    private String does(Answer before) {
        return before.isNothing()
                ? "deletes `" + remote + "`, where nothing was"
                : "puts the " + before.bytes() + " bytes back that `" + remote + "` had";
    }
}
