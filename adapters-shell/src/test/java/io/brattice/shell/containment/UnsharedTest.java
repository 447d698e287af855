package io.brattice.shell.containment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.process.Environment;
import java.nio.file.Path;
import java.util.Optional;

/** The same where there is no {@code bwrap}. */
class UnsharedTest extends ContainmentTest {

    @Override
    Containment containment() throws Exception {
        Optional<Enclosure> enclosure =
                SelfTest.enclosures(Environment.in(Path.of("/")).build().binaries(), Supplies.ofThisProcess()).stream()
                        .filter(one -> one.means().name().equals("unshare"))
                        .findFirst();
        assumeTrue(enclosure.isPresent(), "there is no `unshare` here");
        return SelfTest.tried(enclosure.get());
    }
}
