package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs whose acts depend on what comes by standard input, or on what a file holds. */
class InputReadersTest {

    private static final String PATCH =
            "--- a/x/f\t2020\n+++ b/x/f\n@@ -1 +1 @@\n-a\n+b\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+c\n";

    private static final Places PLACES =
            new Places(Map.of("p", "file", "s", "file"), Map.of("p", PATCH, "s", "s/a/b/w o", "a", "{print > \"o\"}"));

    @Test
    void aPatchSaysWhichFilesItChanges() {
        String both = "write x/f; replace x/f.orig; replace x/f.rej; write n; replace n.orig; replace n.rej";
        told("patch -p1", Situation.Input.of(PATCH), both);
        told("patch -p1 -i p", Situation.Input.CLOSED, "read p; " + both);
        told("patch -p1 -d q -i p", Situation.Input.CLOSED, "read p; write-tree q; opaque");
        told("patch", Situation.Input.of(PATCH), "write-tree .");
        told("patch f", Situation.Input.of(PATCH), "update f");
        told("patch -p1 --dry-run", Situation.Input.of(PATCH), "");
        told("patch -p0", Situation.Input.of("--- ../f\n+++ ../f\n@@ -1 +1 @@\n"), "write-tree .");
        told("patch -p0", Situation.Input.of("1,2d\n"), "opaque");
        told("patch -p0", Situation.Input.UNKNOWN, "write-tree .; opaque");
        told("patch -e f", Situation.Input.of(PATCH), "update f; opaque");
    }

    @Test
    void scriptsThatCanBeReadAreRead() {
        told("sed -f s f", Situation.Input.CLOSED, "read s; write o; read f");
        told("sed -f - f", Situation.Input.of("e rm x"), "shell rm x; read f");
        told("sed -f - f", Situation.Input.UNKNOWN, "opaque; read f");
        told("sed -f n f", Situation.Input.CLOSED, "read n; opaque; read f");
        told("awk -f a f", Situation.Input.CLOSED, "read a; write o; read f");
        told("awk -f n f", Situation.Input.CLOSED, "read n; opaque; read f");
    }

    @Test
    void whatComesInMatters() {
        told("nc h 80", Situation.Input.CLOSED, "network h");
        told("nc h 80", Situation.Input.UNKNOWN, "network h; send host:h irreversible");
        told("nc -z h 80", Situation.Input.UNKNOWN, "network h");
        told("ed f", Situation.Input.CLOSED, "read f");
        told("ed f", Situation.Input.of("w"), "read f; update f; opaque");
        told("dc", Situation.Input.of("1 2+p"), "");
        told("dc", Situation.Input.of("!rm x"), "opaque");
        told("dc -e 1p", Situation.Input.UNKNOWN, "opaque");
        told("script", Situation.Input.UNKNOWN, "write typescript; opaque");
        told("script -c ls l", Situation.Input.UNKNOWN, "shell ls; write l");
    }

    private static void told(String command, Situation.Input input, String acts) {
        assertEquals(acts, PLACES.told(command, input), command);
    }
}
