package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sudo}, for whoever is root already. */
class PrivilegeTest {

    private static String byRoot(String command) {
        return new Asked().root().read(command);
    }

    @Test
    void rootGainsNothingByIt() {
        assertEquals("run find / -name x", byRoot("sudo find / -name x"));
        assertEquals("run rm -rf x", byRoot("sudo -n rm -rf x"));
        assertEquals("grant privilege:root irreversible; run find / -name x", Asked.by("sudo find / -name x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sudo -u me ls | grant privilege:me irreversible; run ls",
                "sudo -i ls | grant privilege:root irreversible; opaque; run ls",
                "sudo A=1 ls | grant privilege:root irreversible; run ls",
                "sudo -s | grant privilege:root irreversible; opaque",
                "sudo -E ls | grant privilege:root irreversible; run ls",
                "doas ls | grant privilege:root irreversible; run ls"
            })
    void butItIsAskedAboutInAnyOtherForm(String command, String told) {
        assertEquals(told, byRoot(command));
    }
}
