package io.brattice.console.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two names of one folder, of which one was cleaned up. */
final class FolderTwiceNamed implements Incident {

    private static final int REPORTS = 20;

    @Override
    public String title() {
        return "one folder under two names removed";
    }

    @Override
    public String when() {
        return "February 2026";
    }

    @Override
    public String story() {
        return "On a disk that ignores case an agent copied into one folder and removed \"the other spelling\" "
                + "at the end of the same chain: it was the same folder. Here a link is the second name.";
    }

    @Override
    public void furnish(World world) throws IOException {
        for (int i = 0; i < REPORTS; i++) {
            world.write("disk/Office/report-" + i + ".md", world.lines(120));
        }
        Files.createSymbolicLink(world.project().resolve("mnt"), Path.of("disk"));
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash(
                "mkdir -p \"disk/Office/Parts\" && cp -r src/. \"disk/Office/Parts\" && rm -rf \"mnt/Office\" 2>/dev/null; ls");
    }
}
