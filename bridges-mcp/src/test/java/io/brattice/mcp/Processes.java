package io.brattice.mcp;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tests start as processes of their own. */
final class Processes {

    private Processes() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Of this process, which the build may have hidden behind a launcher that names it in a property. */
    static String classPath() {
        String tests = System.getProperty("surefire.test.class.path", "");
        String plain = tests.isEmpty() ? System.getProperty("java.class.path") : tests;
        ClassLoader loader = Processes.class.getClassLoader();
        if (loader instanceof java.net.URLClassLoader urls) {
            return Stream.of(urls.getURLs())
                    .map(url -> Path.of(java.net.URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return plain;
    }

    /** True where a program can be found. */
    static boolean onPath(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(place -> java.nio.file.Files.isExecutable(Path.of(place, program)));
    }
}
