package io.brattice.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.containment.Guarantee;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the doctor says, word for word, on hosts that are not this one. */
final class SheetTest {

    private static final Custody IN_ORDER = new Custody(
            Path.of("/home/robin/.local/state/brattice"),
            true,
            List.of(),
            Path.of("/home/robin/work"),
            Path.of("/home/robin/.local/state/brattice/store"),
            true);
    private static final Host DEBIAN =
            new Host("Linux", "Debian GNU/Linux 13 (trixie)", List.of("debian"), false, false, true, Map.of());
    private static final Host WITHOUT_BUBBLEWRAP =
            new Host("Linux", "Debian GNU/Linux 13 (trixie)", List.of("debian"), false, false, false, Map.of());

    private static final Guarantee ENTERS =
            new Guarantee("enters", "a command runs inside as it would outside", "it is tried", true, true, "");
    private static final Guarantee READ_ONLY =
            new Guarantee("read-only", "it changes nothing but what is opened for it", "it is tried", true, true, "");
    private static final Guarantee MEMORY = new Guarantee(
            "memory", "all of it together has a limit", "it is read", false, false, "no control group can be made");

    @Test
    void aHostThatContainsSaysSoFirstAndShowsWhatWasTried() {
        assertEquals("""
                code that nobody can read runs contained on this host: nobody is asked about it

                holds     in a cell  which means
                yes       enters     a command runs inside as it would outside
                yes       read-only  it changes nothing but what is opened for it
                less      memory     all of it together has a limit
                                     found: no control group can be made
                less: not on this host, and containment does not depend on it

                cells     made by `bwrap`
                host      Debian GNU/Linux 13 (trixie)
                state     `/home/robin/.local/state/brattice` is there, and for this user alone
                store     what is removed in `/home/robin/work` can be renamed into
                          `/home/robin/.local/state/brattice/store`
                """, printed(new Finding("", "bwrap", List.of(ENTERS, READ_ONLY, MEMORY)), DEBIAN, IN_ORDER));
    }

    @Test
    void aHostWithoutThePackageSaysWhatToInstall() {
        assertEquals(
                """
                code that nobody can read does not run contained on this host: a person is asked about it

                why       there is no `bwrap`; install bubblewrap
                so        calls that depend on containment are IRREVERSIBLE again, and a person is asked about each
                          of them: expect a question for about one command in five
                to do     `sudo apt-get install bubblewrap`
                          then run `brattice doctor` again

                cells     none
                host      Debian GNU/Linux 13 (trixie)
                state     `/home/robin/.local/state/brattice` is there, and for this user alone
                store     what is removed in `/home/robin/work` can be renamed into
                          `/home/robin/.local/state/brattice/store`
                """,
                printed(
                        new Finding("there is no `bwrap`; install bubblewrap", "", List.of()),
                        WITHOUT_BUBBLEWRAP,
                        IN_ORDER));
    }

    @Test
    void aGuaranteeThatFailsItsTestIsShownWithWhatWasFound() {
        Guarantee broken = new Guarantee(
                "read-only",
                "it changes nothing but what is opened for it",
                "it is tried",
                true,
                false,
                "can be written to: [/dev/shm]");
        assertEquals(
                """
                code that nobody can read does not run contained on this host: a person is asked about it

                why       `read-only` does not hold on this host: can be written to: [/dev/shm]
                so        calls that depend on containment are IRREVERSIBLE again, and a person is asked about each
                          of them: expect a question for about one command in five
                to do     see what is missing in the table, and what `bwrap --unshare-user --ro-bind / / true` says
                          then run `brattice doctor` again

                holds     in a cell  which means
                yes       enters     a command runs inside as it would outside
                no        read-only  it changes nothing but what is opened for it
                                     found: can be written to: [/dev/shm]

                cells     none
                host      Debian GNU/Linux 13 (trixie)
                state     `/home/robin/.local/state/brattice` is there, and for this user alone
                store     what is removed in `/home/robin/work` can be renamed into
                          `/home/robin/.local/state/brattice/store`
                """,
                printed(
                        new Finding(
                                "`read-only` does not hold on this host: can be written to: [/dev/shm]",
                                "",
                                List.of(ENTERS, broken)),
                        DEBIAN,
                        IN_ORDER));
    }

    @Test
    void aCellThatCannotBeEnteredHasNoTable() {
        Guarantee refused = new Guarantee("enters", "it runs inside", "it is tried", true, false, "Permission denied");
        Finding finding = new Finding("`enters` does not hold on this host: Permission denied", "", List.of(refused));
        String all = printed(finding, DEBIAN, IN_ORDER);
        assertTrue(all.contains("why       `enters` does not hold on this host: Permission denied\n"), all);
        assertTrue(all.lines().noneMatch(line -> line.startsWith("holds")), all);
    }

    @Test
    void onMacOsAndWindowsItSaysPlainlyThatNothingIsContained() {
        Finding nothing = new Finding("commands are contained on Linux only", "", List.of());
        Custody custody = new Custody(Path.of("/s"), false, List.of(), Path.of("/w"), Path.of("/s/store"), true);
        String first = "code that nobody can read does not run contained on this host: a person is asked about it";
        String mac = printed(nothing, new Host("Mac OS X", "", List.of(), false, false, false, Map.of()), custody);
        assertEquals(first, mac.lines().findFirst().orElse(""));
        assertTrue(mac.contains("in a virtual machine with Linux\n"), mac);
        assertTrue(mac.contains("host      Mac OS X\n"), mac);
        String windows =
                printed(nothing, new Host("Windows 11", "", List.of(), false, false, false, Map.of()), custody);
        assertEquals(first, windows.lines().findFirst().orElse(""));
        assertTrue(windows.contains("in WSL 2\n"), windows);
    }

    @Test
    void aStateFolderThatOthersReachAndAStoreOutOfReachAreNamed() {
        Custody bad = new Custody(
                Path.of("/s"),
                true,
                List.of("others may look into `journal`: `chmod 700` the folder", "another\u001b[31m flaw"),
                Path.of("/w"),
                Path.of("/s/store"),
                false);
        List<String> lines = printed(new Finding("", "bwrap", List.of(ENTERS)), DEBIAN, bad)
                .lines()
                .dropWhile(line -> !line.startsWith("state"))
                .toList();
        assertEquals(
                List.of(
                        "state     `/s`: others may look into `journal`: `chmod 700` the folder",
                        "          `/s`: another\\u{1b}[31m flaw",
                        "store     nothing in `/w` can be renamed into `/s/store`, so that nothing is kept and every change",
                        "          is asked about: give the tools a store on the file system of the workspace"),
                lines);
    }

    private static String printed(Finding finding, Host host, Custody custody) {
        StringWriter text = new StringWriter();
        new Sheet(new PrintWriter(text), false).print(finding, host, Remedies.KNOWN.of(finding, host), custody);
        String all = text.toString().replace("\r\n", "\n");
        assertTrue(all.lines().allMatch(line -> line.length() <= 100), all);
        return all;
    }
}
