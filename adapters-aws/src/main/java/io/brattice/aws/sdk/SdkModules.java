package io.brattice.aws.sdk;

import io.brattice.aws.catalogue.Catalogue;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which service clients are on the class path: found by the names of their classes in their jars, since no list of them is anywhere. */
final class SdkModules {

    private static final String HOME = "software/amazon/awssdk/services";
    private static final String IN_JAR = "jar:file:";
    private static final Pattern CLIENT =
            Pattern.compile(HOME + "/([a-z0-9/]+)/((?!Default)[A-Za-z0-9]+)Client\\.class");

    private final ClassLoader loader;
    private final Map<String, String> classes = new LinkedHashMap<>();

    private SdkModules(ClassLoader loader) {
        this.loader = loader;
    }

    /** Those that this loader sees. A jar that cannot be listed has none: its service is then not sent to. */
    static SdkModules in(ClassLoader loader) {
        SdkModules modules = new SdkModules(loader);
        try {
            for (URL home : Collections.list(loader.getResources(HOME))) {
                modules.list(home);
            }
        } catch (IOException e) {
            return modules;
        }
        return modules;
    }

    /** Of a jar in the file system; what is packed in another jar is not found. */
    private void list(URL home) throws IOException {
        String address = home.toString();
        int end = address.indexOf("!/");
        if (!address.startsWith(IN_JAR) || end < 0) {
            return;
        }
        Path jar = Path.of(URI.create(address.substring(IN_JAR.length() - "file:".length(), end)));
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().forEach(entry -> add(entry.getName()));
        }
    }

    private void add(String entry) {
        Matcher found = CLIENT.matcher(entry);
        if (!found.matches()
                || found.group(2).endsWith("Async")
                || found.group(2).contains("Base")) {
            return;
        }
        String name = (found.group(1) + "/" + found.group(2) + "Client").replace('/', '.');
        Catalogue.shipped()
                .serviceOfSdk(found.group(2))
                .ifPresent(service -> classes.putIfAbsent(service, "software.amazon.awssdk.services." + name));
    }

    /** The synchronous client of a service, by botocore's name. */
    Optional<Class<?>> client(String service) {
        String name = classes.get(service);
        if (name == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
