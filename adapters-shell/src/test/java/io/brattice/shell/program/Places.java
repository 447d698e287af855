package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world of a few named places below {@code /w}, and nothing else.
 *
 * @param kinds what is there: {@code folder}, {@code file}, {@code link} (to a folder), {@code unknown}
 * @param texts what files hold
 */
record Places(Map<String, String> kinds, Map<String, String> texts) implements World {

    static final Path CWD = Path.of("/w");

    Situation situation(Situation.Input input) {
        return new Situation(Optional.of(CWD), Path.of("/h"), Map.of(), input, true, this);
    }

    String told(String command) {
        return told(command, Situation.Input.CLOSED);
    }

    String told(String command, Situation.Input input) {
        Recorder recorder = new Recorder();
        Programs.with(Map.of()).read(new Invocation(Example.words(command), situation(input)), recorder);
        return recorder.toString();
    }

    private String at(Path path) {
        return kinds.getOrDefault(CWD.relativize(path.normalize()).toString(), "nothing");
    }

    @Override
    public Kind kind(Path path) {
        return switch (at(path)) {
            case "folder" -> Kind.FOLDER;
            case "file" -> Kind.FILE;
            case "link" -> Kind.LINK;
            case "unknown" -> Kind.UNKNOWN;
            default -> Kind.NOTHING;
        };
    }

    @Override
    public Kind followed(Path path) {
        return kind(path) == Kind.LINK ? Kind.FOLDER : kind(path);
    }

    @Override
    public Optional<Path> real(Path path) {
        return Optional.of(path.normalize());
    }

    @Override
    public Optional<Path> target(Path path) {
        return Optional.of(path.normalize());
    }

    @Override
    public Optional<List<String>> names(Path folder) {
        return Optional.empty();
    }

    @Override
    public Optional<String> text(Path file, int most) {
        return Optional.ofNullable(texts.get(CWD.relativize(file.normalize()).toString()));
    }

    @Override
    public long size(Path file) {
        return 0;
    }

    @Override
    public boolean supposes() {
        return true;
    }

    @Override
    public boolean worst() {
        return false;
    }

    @Override
    public long nanos() {
        return 0;
    }
}
