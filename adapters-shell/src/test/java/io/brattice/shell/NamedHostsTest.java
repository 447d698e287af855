package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.shell.containment.ByMeans;
import io.brattice.shell.containment.Containment;
import io.brattice.shell.network.Registries;
import io.brattice.shell.network.Registry;
import io.brattice.shell.program.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line is given of the network, decided without one. */
class NamedHostsTest {

    private static final Reach USUAL = new Reach(Registries.usual(), Set.of(), () -> true);

    private static List<Term> words(String line) {
        return Stream.of(line.split(" ", -1)).map(Term::of).toList();
    }

    private static List<String> names(Outlet outlet) {
        return outlet.registries().stream().map(Registry::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void theForwarderIsReachedAndNothingElseByEachMeans(String name) throws Exception {
        Containment means = ByMeans.called(name);
        assumeTrue(means.holds(), () -> means.lacking().orElse(""));
        assertEquals("", NamedHosts.tried(means).found());
        assertTrue(NamedHosts.tried(means).holds());
    }

    @Test
    void whereNothingIsContainedNothingIsGiven() {
        assertFalse(NamedHosts.of(Containment.none("switched off")).holds());
        assertFalse(NamedHosts.tried(Containment.none("switched off")).holds());
    }

    @ParameterizedTest
    @CsvSource({
        "npm ci, npm, false",
        "npm install -g x, npm, true",
        "pip install x, pypi, true",
        "pip install --target=site x, pypi, false",
        "python3 -m pip install x, pypi, true",
        "cargo +nightly test, crates, false",
        "cargo install x, crates, true",
        "/w/gradlew build, maven, false",
        "bundle, rubygems, false",
        "yarn --frozen-lockfile, npm, false"
    })
    void whatGetsPackagesIsKnown(String line, String registry, boolean away) {
        assertEquals(Optional.of(new Fetched(registry, away)), Fetched.of(words(line), false));
    }

    @Test
    void whatAProgramOfTheWorkspaceInstallsStaysThere() {
        assertEquals(
                Optional.of(new Fetched("pypi", false)), Fetched.of(words(".venv/bin/pip install -r x.txt"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"npm test", "npm publish", "pip list", "cargo publish", "python3 x.py", "git pull", "go build"})
    void whatGetsNoneIsNotGivenAny(String line) {
        assertEquals(Optional.empty(), Fetched.of(words(line), false));
    }

    @Test
    void whatIsNeededAndCannotBeHadIsNoOutlet() {
        assertEquals(Optional.empty(), USUAL.outlet(Set.of("other.example"), Set.of()));
        assertEquals(
                Optional.empty(),
                new Reach(Registries.none(), Set.of(), () -> true).outlet(Set.of("registry.npmjs.org"), Set.of()));
        assertEquals(
                Optional.empty(),
                new Reach(Registries.usual(), Set.of(), () -> false).outlet(Set.of("registry.npmjs.org"), Set.of()));
    }

    @Test
    void whatMayBeFetchedIsNotMissedWhereItCannotBeHad() {
        assertEquals(
                Optional.of(Outlet.NONE),
                new Reach(Registries.usual(), Set.of(), () -> false).outlet(Set.of(), Set.of("crates")));
        assertEquals(
                Optional.of(Outlet.NONE),
                new Reach(Registries.none(), Set.of(), () -> true).outlet(Set.of(), Set.of("crates")));
    }

    @Test
    void registriesThatAreAskedForAreGivenAsDownloadsAndOthersWhole() {
        Outlet outlet = USUAL.asking(Set.of("pypi.org", "other.example"))
                .outlet(Set.of(), Set.of("npm"))
                .orElseThrow();
        assertEquals(List.of("npm", "pypi"), names(outlet));
        assertEquals(List.of("other.example"), outlet.hosts());
        assertFalse(outlet.isForDownloadsOnly());
        assertFalse(outlet.granted(Set.of()).isForDownloadsOnly());
        Outlet downloads = USUAL.outlet(Set.of("pypi.org"), Set.of("npm")).orElseThrow();
        assertTrue(downloads.isForDownloadsOnly());
        assertTrue(downloads.granted(Set.of()).isForDownloadsOnly());
        assertEquals(
                "network:files.pythonhosted.org,pypi.org,registry.npmjs.org,registry.yarnpkg.com",
                downloads.safeguard());
    }

    @ParameterizedTest
    @CsvSource({
        "npx prisma db push, prisma db push",
        "npx -y prisma@6 db push, prisma db push",
        "npx -p @prisma/client prisma db push, prisma db push",
        "npm exec -- prisma db push, prisma db push",
        "pnpm dlx supabase db reset, supabase db reset",
        "uv run aws s3 rm x, aws s3 rm x",
        "uv tool run black x, black x",
        "bundle exec rake db:drop, rake db:drop",
    })
    void whatARunnerRunsIsKnown(String line, String inside) {
        assertEquals(Optional.of(words(inside)), Runner.inside(words(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"npm ci", "uv sync", "poetry install", "npx", "ls", "npm install exec x"})
    void whatRunsNothingByItsNameIsNoRunner(String line) {
        assertEquals(Optional.empty(), Runner.inside(words(line)));
    }
}
