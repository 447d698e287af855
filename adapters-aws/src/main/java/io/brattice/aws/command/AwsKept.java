package io.brattice.aws.command;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.undo.Captured;
import io.brattice.aws.undo.Plan;
import io.brattice.aws.undo.UndoException;
import io.brattice.aws.undo.Undos;
import io.brattice.shell.remote.RemoteStep;
import io.brattice.shell.remote.UnkeptException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call that a line of the {@code aws} program makes: what is there is read before it, by the same program, and put back on request, by the
 * rows that take back every call of AWS. A call that failed, or of which nobody heard how it ended, is not taken back: what it would have made may
 * have been there before.
 */
final class AwsKept implements RemoteStep {

    static final String KIND = "aws-kept";

    private final String remote;
    private final Path program;
    private final Path aside;
    private final AwsSender sender;
    private final Optional<Judged> fresh;
    private Optional<Map<String, @Nullable Object>> answer = Optional.empty();

    /**
     * @param remote what the call changes, for people
     * @param program what sends, absolute
     * @param aside a folder on the shelf of the call
     * @param fresh the call; empty for a step that was read from its note
     */
    AwsKept(String remote, Path program, Path aside, AwsSender sender, Optional<Judged> fresh) {
        this.remote = remote;
        this.program = program;
        this.aside = aside;
        this.sender = sender;
        this.fresh = fresh;
    }

    /** True where something takes this call back, as far as that can be told without asking. */
    static boolean fits(Judged judged) {
        Undos undos = Undos.shipped();
        if (judged.inner().isPresent() || judged.operation().isEmpty() || judged.rehearsal()) {
            return false;
        }
        Optional<String> misfit = makes(judged)
                ? undos.misfitOfMade(judged.operation().get(), judged.call())
                : judged.undo().isEmpty()
                        ? Optional.of("no row is for it")
                        : undos.misfit(judged.undo().get(), judged.call());
        return misfit.isEmpty() && judged.assessment().dependsOnSafeguard();
    }

    private static boolean makes(Judged judged) {
        return judged.assessment().safeguards().stream()
                .anyMatch(one -> one.id().equals(Judged.TAKEN_BACK));
    }

    @Override
    public Map<String, Object> note() {
        return Map.of(
                "kind", KIND,
                "path", aside.toString(),
                "remote", remote,
                "program", program.toString(),
                "aside", aside.toString());
    }

    @Override
    public void keep() throws IOException {
        Judged judged = fresh.orElseThrow(() -> new IOException("a step that was read from its note keeps nothing"));
        AwsCall call = judged.call();
        Undos undos = Undos.shipped();
        try {
            Captured captured = makes(judged)
                    ? undos.made(judged.operation().orElseThrow(), call, sender)
                    : undos.capture(judged.undo().orElse(call.id()), call, sender);
            Files.createDirectory(
                    aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(aside.resolve("kept"), captured.kept().json());
            Files.writeString(aside.resolve("summary"), captured.summary());
        } catch (UndoException e) {
            throw new UnkeptException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    @Override
    public void heard(int exit, String output) {
        if (exit != 0) {
            return;
        }
        try {
            answer = Optional.of(
                    output.isBlank() ? Map.of() : Arguments.fromJson(output).asMap());
        } catch (IllegalArgumentException e) {
            answer = Optional.of(Map.of()); // it ran; what it made is told only where the request says it
        }
    }

    @Override
    public String left() {
        if (answer.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return Undos.shipped().left(kept(), answer.get(), sender).json();
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private Arguments kept() throws IOException {
        try {
            return Arguments.fromJson(Files.readString(aside.resolve("kept")));
        } catch (IllegalArgumentException e) {
            throw new IOException("what was kept of `" + remote + "` is damaged on the shelf", e);
        }
    }

    private Plan plan(String left) throws IOException, StaleException {
        if (!Files.exists(aside.resolve("kept"))) {
            throw new StaleException("what `" + remote + "` was like was not kept");
        }
        if (left.equals(UNKNOWN)) {
            throw new StaleException(
                    "the call failed, or nobody heard how it ended: `" + remote + "` is left as it is");
        }
        try {
            return Undos.shipped().plan(kept(), Arguments.fromJson(left), sender);
        } catch (AwsException e) {
            throw new StaleException("`" + remote + "` cannot be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        plan(left);
    }

    @Override
    public void undo(String left) throws IOException {
        try {
            plan(left).run(sender);
        } catch (StaleException | AwsException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public Resource resource() {
        return new Resource(remote);
    }

    /** What is deleted again may hold what somebody put into it since. */
    @Override
    public Reversibility reversibility() {
        return Reversibility.RECOVERABLE;
    }

    @Override
    public String summary() {
        try {
            return "of `" + remote + "`: " + Files.readString(aside.resolve("summary"));
        } catch (IOException e) {
            return "puts back what `" + remote + "` was like";
        }
    }
}
