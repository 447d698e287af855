package io.brattice.shell.program;

import io.brattice.files.World;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A disk of a few text files below {@code /p}; whatever is not among them is not there. */
record PretendWorld(Map<Path, String> files) implements World {

    static final Path CWD = Path.of("/p");

    /** Names and texts by turns, below the current folder. */
    static PretendWorld of(String... namesAndTexts) {
        Map<Path, String> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(CWD.resolve(namesAndTexts[i]), namesAndTexts[i + 1]);
        }
        return new PretendWorld(files);
    }

    /** What a line tells here. */
    String tell(String line) {
        return tell(line, Situation.Input.CLOSED);
    }

    String tell(String line, Situation.Input input) {
        Recorder recorder = new Recorder();
        tell(line, input, recorder);
        return recorder.toString();
    }

    void tell(String line, Situation.Input input, Acts acts) {
        Situation situation = new Situation(Optional.of(CWD), Path.of("/home/u"), Map.of(), input, true, this);
        Programs.with(Map.of()).read(new Invocation(Example.words(line), situation), acts);
    }

    @Override
    public Kind kind(Path path) {
        if (files.containsKey(path.normalize())) {
            return Kind.FILE;
        }
        return files.keySet().stream().anyMatch(file -> file.startsWith(path.normalize())) ? Kind.FOLDER : Kind.NOTHING;
    }

    @Override
    public Kind followed(Path path) {
        return kind(path);
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
        Set<String> names = new LinkedHashSet<>();
        for (Path file : files.keySet()) {
            if (file.startsWith(folder.normalize())) {
                names.add(file.getName(folder.normalize().getNameCount()).toString());
            }
        }
        return Optional.of(List.copyOf(names));
    }

    @Override
    public Optional<String> text(Path file, int most) {
        return Optional.ofNullable(files.get(file.normalize())).filter(text -> text.length() <= most);
    }

    @Override
    public long size(Path file) {
        return files.getOrDefault(file.normalize(), "").length();
    }

    @Override
    public boolean supposes() {
        return false;
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
