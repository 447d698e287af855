package io.brattice.shell.containment;

import io.brattice.shell.process.Binaries;
import io.brattice.shell.process.Environment;
import java.io.IOException;
import java.nio.file.Path;

/** Lets tests of other packages have cells made by a means of their choice. */
public final class ByMeans {

    private ByMeans() {}

    /** What this host can contain by the means of this name. */
    public static Containment called(String name) throws IOException, InterruptedException {
        Supplies supplies = Supplies.ofThisProcess();
        Binaries binaries = Environment.in(Path.of("/")).build().binaries();
        for (Enclosure enclosure : SelfTest.enclosures(binaries, supplies)) {
            if (enclosure.means().name().equals(name)) {
                Containment containment = SelfTest.tried(enclosure);
                if (containment.holds()) {
                    return containment;
                }
            }
        }
        return Containment.none("`" + name + "` makes no cells here");
    }
}
