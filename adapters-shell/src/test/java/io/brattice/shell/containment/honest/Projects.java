package io.brattice.shell.containment.honest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All projects, by name. */
final class Projects {

    private static final String ENDING = ".project";

    private Projects() {}

    static List<Project> all() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(Projects.class.getResource("projects"), "the projects are missing");
        List<Project> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
                String name = Objects.requireNonNull(file.getFileName()).toString();
                all.add(Project.parse(name.substring(0, name.length() - ENDING.length()), Files.readString(file)));
            }
        }
        return all;
    }
}
