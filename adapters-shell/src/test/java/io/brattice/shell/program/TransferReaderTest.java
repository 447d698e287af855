package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferReaderTest {

    private static final Places PLACES = new Places(
            Map.of("d", "folder", "e", "folder", "f", "file", "g", "file", "l", "link", "u", "unknown"), Map.of());

    @Test
    void aFolderTakesItIn() {
        told("cp f d", "read f; write d/f");
        told("cp f l", "read f; write l/f");
        told("mv f d", "move-away f; replace d/f");
        told("mv d/x/ e", "move-away d/x/; replace e/x");
        told("ln -s f d", "create d/f");
        told("install f d", "read f; replace d/f");
        told("cp f g d", "read f; write d/f; read g; write d/g");
        told("mv f n/", "move-away f; replace n/f");
    }

    @Test
    void somethingElseIsOverwritten() {
        told("cp f g", "read f; write g");
        told("cp f n", "read f; write n");
        told("mv d n", "move-away d; replace n");
        told("mv -T d e", "move-away d; replace e");
        told("cp -T f d", "read f; write d");
        told("ln -sfn d l", "replace l");
        told("ln -sf d l", "replace l/d");
        told("ln -sfT d l", "replace l");
    }

    @Test
    void treesAreTrees() {
        told("cp -r d n", "read-tree d; write-tree n");
        told("cp -r d e", "read-tree d; write-tree e/d");
        told("cp -a d/. e", "read-tree d/.; write-tree e");
        told("cp -R f e", "read f; write e/f");
        told("cp -r n e", "read-tree n; write-tree e/n");
        told("cp -r . e", "read-tree .; write-tree e");
        told("cp -rl d e", "write-tree e/d");
        told("cp -r <unknown> e", "opaque");
        told("cp -r ./<any> e", "read-tree ./<any>; write-tree e/<unknown>");
    }

    @Test
    void whatIsNotKnownIsBoth() {
        told("cp f u", "read f; write u/f; read f; write u");
        told("mv f d/<unknown>", "move-away f; replace d/<unknown>; move-away f; replace d/<unknown>");
    }

    @Test
    void theLastOfTheOptionsThatKeepWins() {
        told("mv -n f g", "move-away f; create g");
        told("mv -nf f g", "move-away f; replace g");
        told("mv -fn f g", "move-away f; create g");
        told("mv --no-cl f g", "move-away f; create g");
        told("cp -n f g", "read f; create g");
        told("cp -nf f g", "read f; create g");
        told("cp -ni f g", "read f; write g");
        told("cp -u f g", "read f; write g");
    }

    @Test
    void valuesAndOperandsAreNotMixedUp() {
        told("cp -t d f", "read f; write d/f");
        told("cp f -t d", "read f; write d/f");
        told("cp -td f", "read f; write d/f");
        told("cp -ft d f", "read f; write d/f");
        told("cp --target=d -- -f", "read -f; write d/-f");
        told("mv -S -n f g", "move-away f; replace g");
        told("mv --suffix -n f g", "move-away f; replace g");
        told("cp -b -S .old f g", "read f; write g; replace g.old; create g.~<unknown>");
        told("install -d a b", "folders a; mode a; folders b; mode b");
        told("install -D f a/b", "folders a; read f; replace a/b");
        told("install -m 600 f g", "read f; replace g");
        told("cp f", "");
        told("ln -s ../x/f", "create ./f");
    }

    private static void told(String command, String acts) {
        assertEquals(acts, PLACES.told(command), command);
    }
}
