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
        for (Means means : SelfTest.means(binaries, supplies)) {
            if (means.name().equals(name)) {
                return SelfTest.tried(new Enclosure(means, supplies));
            }
        }
        return Containment.none("`" + name + "` is not installed");
    }
}
