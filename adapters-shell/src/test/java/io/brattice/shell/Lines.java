package io.brattice.shell;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.files.LocalWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** A home, a workspace with a few files, and a reader of lines for them, which judges as the tool does. */
final class Lines {

    final Path home;
    final Path workspace;
    private final ShellClassifier classifier;

    Lines(Path folder) throws IOException {
        Path root = folder.toRealPath();
        home = Files.createDirectories(root.resolve("home"));
        workspace = Files.createDirectories(home.resolve("work"));
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/id_rsa"), "key\n");
        Files.writeString(home.resolve("precious"), "precious\n");
        Files.createDirectories(workspace.resolve("sub"));
        for (String name : List.of("a", "b.md", "c.md", "sub/d.md", "script.sh")) {
            Files.writeString(workspace.resolve(name), name + "\n");
        }
        classifier = ShellClassifier.builder()
                .workspace(workspace)
                .home(home)
                .environment(ShellClassifier.environment(home))
                .asTheToolWould()
                .build();
    }

    Judged judge(String line) {
        return classifier.judge(line, workspace, new LocalWorld());
    }

    Assessment assess(String line) {
        return judge(line).assessment();
    }

    Reversibility inherent(String line) {
        return assess(line).inherent();
    }

    /** What the line changes: verb and path below the workspace, sorted. */
    List<String> changes(String line) {
        TreeSet<String> found = new TreeSet<>();
        for (Effect effect : assess(line).effects()) {
            String uri = effect.resource().uri();
            String place = "file:" + workspace + "/";
            if (effect.verb().writes()) {
                found.add(effect.verb().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + (uri.startsWith(place) ? uri.substring(place.length()) : uri));
            }
        }
        return List.copyOf(found);
    }
}
