package io.brattice.files;

import java.nio.file.Path;

/**
 * What a call that changed something answers.
 *
 * @param path the real path
 * @param change one line: what was done
 */
public record FileChange(String path, String change) {

    static FileChange of(Path path, String change) {
        return new FileChange(path.toString(), change);
    }
}
