package io.brattice.console.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Environments of services, kept in folders: {@code environment/service/state} says since when a service runs and how many
 * requests it has answered, and beside it lie its data.
 */
final class Environment {

    private static final String FRESH = "status=running\nsince=2025-12-15T04:47:00Z\nrequests=0\n";

    private final Path folder;

    Environment(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Puts a service there that has been running for a while. */
    void start(String environment, String service, long requests, String data) throws IOException {
        Path place = Files.createDirectories(folder.resolve(environment).resolve(service));
        Files.writeString(
                place.resolve("state"), "status=running\nsince=2025-03-02T08:00:00Z\nrequests=" + requests + "\n");
        Files.writeString(place.resolve("data.csv"), data);
    }

    /** The services of an environment; none when it does not exist. */
    List<String> services(String environment) throws IOException {
        return names(folder.resolve(environment));
    }

    /** How many requests its services have answered. */
    long requests(String environment) throws IOException {
        long sum = 0;
        for (String service : services(environment)) {
            sum += Long.parseLong(value(state(environment, service), "requests"));
        }
        return sum;
    }

    /** Stops and removes an environment with everything in it. */
    void delete(String environment) throws IOException {
        if (services(environment).isEmpty()) {
            throw new IOException("no environment `" + environment + "`");
        }
        Sandbox.checkInside(folder, folder.resolve(environment));
        Sandbox.delete(folder.resolve(environment));
    }

    /** Makes an environment from its template: three services that have answered nothing yet and have no data. */
    void create(String environment) throws IOException {
        if (!services(environment).isEmpty()) {
            throw new IOException("environment `" + environment + "` exists");
        }
        for (String service : List.of("api", "reports", "worker")) {
            Path place = Files.createDirectories(folder.resolve(environment).resolve(service));
            Files.writeString(place.resolve("state"), FRESH);
        }
    }

    /** Each running service of each environment, with the instant since when it runs. */
    Map<String, String> running() throws IOException {
        Map<String, String> running = new TreeMap<>();
        for (String environment : names(folder)) {
            for (String service : services(environment)) {
                running.put(environment + "/" + service, value(state(environment, service), "since"));
            }
        }
        return running;
    }

    private String state(String environment, String service) throws IOException {
        return Files.readString(folder.resolve(environment).resolve(service).resolve("state"));
    }

    private static String value(String state, String name) {
        return state.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("0");
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                list.map(each -> String.valueOf(each.getFileName())).sorted().forEach(names::add);
            }
        }
        return names;
    }
}
