package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResourceTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void backslashesInNamesAreNotTakenForFolders() {
        Resource odd = Resource.file(Path.of("/work/a\\b"));
        assertEquals("file:/work/a\\b", odd.uri());
        assertFalse(odd.overlaps(Resource.file(Path.of("/work/a"))));
    }
}
