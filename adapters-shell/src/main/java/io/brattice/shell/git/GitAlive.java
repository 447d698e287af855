package io.brattice.shell.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a git is still at work somewhere: its locks are then no remains. */
final class GitAlive {

    private static final Path PROC = Path.of("/proc");

    private GitAlive() {}

    /**
     * True when a process named after git works in one of the folders or has a file in it open. Where processes cannot be looked at, any git
     * of this machine counts.
     */
    static boolean in(Path... folders) {
        if (!Files.isReadable(PROC.resolve("self/stat"))) {
            return ProcessHandle.allProcesses()
                    .anyMatch(process -> process.info().command().orElse("").matches(".*/git[^/]*"));
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (isGit(process) && isIn(process, List.of(folders))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true; // what cannot be told counts as being there
        }
    }

    private static boolean isGit(Path process) {
        try {
            return Files.readString(process.resolve("comm")).startsWith("git");
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean isIn(Path process, List<Path> folders) {
        try {
            if (isIn(Files.readSymbolicLink(process.resolve("cwd")).toString(), folders)) {
                return true;
            }
            try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
                for (Path file : open) {
                    if (isIn(Files.readSymbolicLink(file).toString(), folders)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return Files.exists(process); // it is gone, or somebody else's and not to be looked at
        }
    }

    private static boolean isIn(String path, List<Path> folders) {
        return folders.stream().anyMatch(folder -> Path.of(path).startsWith(folder));
    }
}
