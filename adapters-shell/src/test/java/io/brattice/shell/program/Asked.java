package io.brattice.shell.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the rows tell about a command line, in a world of a few text files. */
final class Asked {

    private static final Programs PROGRAMS = Programs.with(Map.of());
    private static final Path CWD = Path.of("/home/user/project");

    private final Map<String, String> files = new TreeMap<>();
    private Situation.Input input = Situation.Input.CLOSED;
    private boolean root;

    static String by(String command) {
        return new Asked().read(command);
    }

    Asked file(String name, String text) {
        files.put(CWD.resolve(name).toString(), text);
        return this;
    }

    Asked root() {
        root = true;
        return this;
    }

    Asked input(String text) {
        input = Situation.Input.of(text);
        return this;
    }

    String read(String command) {
        Recorder recorder = new Recorder();
        Situation situation =
                new Situation(Optional.of(CWD), Path.of("/home/user"), Map.of(), input, true, new Files());
        PROGRAMS.read(new Invocation(Example.words(command), situation), recorder);
        return recorder.toString();
    }

    private final class Files implements io.brattice.files.World {
        @Override
        public Kind kind(Path path) {
            return files.containsKey(path.normalize().toString())
                    ? Kind.FILE
                    : path.equals(CWD) ? Kind.FOLDER : Kind.NOTHING;
        }

        @Override
        public boolean isRoots() {
            return root;
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
            return Optional.of(files.keySet().stream()
                    .map(Path::of)
                    .filter(path -> folder.normalize().equals(path.getParent()))
                    .map(path -> String.valueOf(path.getFileName()))
                    .toList());
        }

        @Override
        public Optional<String> text(Path file, int most) {
            return Optional.ofNullable(files.get(file.normalize().toString()));
        }

        @Override
        public long size(Path file) {
            return 1;
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
}
