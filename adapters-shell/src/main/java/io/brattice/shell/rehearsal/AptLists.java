package io.brattice.shell.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lists of packages of our own, for a line that updates those of the system before it installs: a simulation on the lists at hand would
 * show what they said before the update.
 *
 * <p>They are fetched by apt's own update, which checks the signatures, into a folder that stays, so that the next one only asks
 * whether there is news. Commands that the system's settings hang on an update are not run. A list that could not be fetched is a failure: the
 * real update would keep the old one.
 */
record AptLists(Path folder) {

    /** What is said of a list that was not fetched, or not as it should be. */
    private static final Pattern TROUBLE = Pattern.compile("(?m)^(Err:|W:|E:)");

    /** The words of the update. */
    List<String> update() throws IOException {
        for (String part : List.of("lists/partial", "lists/auxfiles", "cache/archives/partial")) {
            Files.createDirectories(folder.resolve(part));
        }
        Files.writeString(
                settings(),
                String.join(
                        "\n",
                        "#clear APT::Update;",
                        "Dir::State::lists \"" + folder.resolve("lists") + "/\";",
                        "Dir::Cache \"" + folder.resolve("cache") + "/\";",
                        "APT::Sandbox::User \"root\";", // nobody else may look into this folder
                        ""),
                StandardCharsets.UTF_8);
        return List.of("apt-get", "-c", settings().toString(), "update");
    }

    private Path settings() {
        return folder.resolve("apt.conf");
    }

    static void refuseTrouble(String output, String errors) throws UnreadableException {
        if (TROUBLE.matcher(output).find() || TROUBLE.matcher(errors).find()) {
            throw new UnreadableException("not all lists of packages can be fetched");
        }
    }

    /** The words of a simulation, on these lists. */
    List<String> on(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(1, List.of("-c", settings().toString()));
        return all;
    }
}
