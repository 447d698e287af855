package io.brattice.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.shell.containment.Guarantee;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is to be done, by host. */
final class RemediesTest {

    private static final String AGAIN = "then run `brattice doctor` again";
    private static final Finding REFUSED = new Finding(
            "`enters` does not hold on this host: bwrap: setting up uid map: Permission denied",
            "",
            List.of(new Guarantee("enters", "", "", true, false, "bwrap: setting up uid map: Permission denied")));

    @Test
    void nothingIsToBeDoneWhereAllIsWell() {
        assertEquals(
                List.of(), Remedies.KNOWN.of(new Finding("", "bwrap", List.of()), linux(false, false, true, Map.of())));
    }

    @Test
    void whatADistributionIsLikeTellsHowToInstall() {
        Host rocky = new Host(
                "Linux", "Rocky Linux 9", List.of("rocky", "rhel", "centos", "fedora"), false, false, false, Map.of());
        assertEquals(
                List.of("`sudo dnf install bubblewrap`", AGAIN),
                Remedies.KNOWN.of(new Finding("no `bwrap`", "", List.of()), rocky));
    }

    @Test
    void anUnknownDistributionIsToldTheNameOfThePackage() {
        Host unknown = new Host("Linux", "", List.of("own"), false, false, false, Map.of());
        assertEquals(
                List.of("install the package `bubblewrap` of your distribution", AGAIN),
                Remedies.KNOWN.of(new Finding("no `bwrap`", "", List.of()), unknown));
    }

    @Test
    void theSettingThatForbidsItIsNamed() {
        assertFirst(
                "kernel.apparmor_restrict_unprivileged_userns", "kernel/apparmor_restrict_unprivileged_userns", "1");
        assertFirst("kernel.unprivileged_userns_clone=1", "kernel/unprivileged_userns_clone", "0");
        assertFirst("user.max_user_namespaces=15000", "user/max_user_namespaces", "0");
    }

    @Test
    void aSettingThatAllowsItIsNotNamed() {
        List<String> found = Remedies.KNOWN.of(
                REFUSED,
                linux(
                        false,
                        false,
                        true,
                        Map.of("user/max_user_namespaces", "15000", "kernel/unprivileged_userns_clone", "1")));
        assertTrue(found.get(0).startsWith("see what is missing"), found::toString);
    }

    @Test
    void rootIsNotHinderedByWhatBindsOthers() {
        Map<String, String> settings = Map.of("kernel/unprivileged_userns_clone", "0", "user/max_user_namespaces", "0");
        List<String> found = Remedies.KNOWN.of(REFUSED, linux(true, false, true, settings));
        assertEquals(2, found.size(), found::toString);
        assertTrue(found.get(0).contains("max_user_namespaces"), found::toString);
    }

    @Test
    void inAContainerItsProfilesAreNamed() {
        List<String> found = Remedies.KNOWN.of(REFUSED, linux(true, true, true, Map.of()));
        assertTrue(found.get(0).contains("--security-opt seccomp=unconfined"), found::toString);
    }

    @Test
    void settingsAreNotBlamedWhereACellWasEntered() {
        Finding entered = new Finding(
                "`read-only` does not hold on this host",
                "",
                List.of(
                        new Guarantee("enters", "", "", true, true, ""),
                        new Guarantee("read-only", "", "", true, false, "")));
        List<String> found = Remedies.KNOWN.of(
                entered, linux(false, true, true, Map.of("kernel/apparmor_restrict_unprivileged_userns", "1")));
        assertEquals(2, found.size(), found::toString);
        assertTrue(found.get(0).startsWith("see what is missing"), found::toString);
    }

    @Test
    void theReleaseOfADistributionIsReadWithQuotesAndWithout() {
        assertEquals(
                Map.of("ID", "ubuntu", "ID_LIKE", "debian", "PRETTY_NAME", "Ubuntu 24.04.3 LTS"),
                Host.release(List.of(
                        "ID=ubuntu", "", "# none", "ID_LIKE=\"debian\"", "PRETTY_NAME=\"Ubuntu 24.04.3 LTS\"")));
    }

    private static void assertFirst(String part, String setting, String value) {
        List<String> found = Remedies.KNOWN.of(REFUSED, linux(false, false, true, Map.of(setting, value)));
        assertTrue(found.get(0).contains(part), found::toString);
        assertEquals(AGAIN, found.get(1));
    }

    private static Host linux(boolean root, boolean container, boolean bubblewrap, Map<String, String> settings) {
        return new Host("Linux", "", List.of("debian"), root, container, bubblewrap, settings);
    }
}
