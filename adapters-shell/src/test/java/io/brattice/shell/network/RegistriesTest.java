package io.brattice.shell.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistriesTest {

    private static final String ROW = "corp | inside:npm.corp.example | /{package} | /left | /left/";

    private static List<String> names(Registries registries) {
        return registries.all().stream().map(Registry::name).toList();
    }

    @Test
    void fiveRegistriesAreKnown() {
        assertEquals(List.of("crates", "maven", "npm", "pypi", "rubygems"), names(Registries.usual()));
        assertEquals(
                List.of("registry.npmjs.org", "registry.yarnpkg.com"),
                Registries.usual().named("npm").orElseThrow().hosts());
        assertEquals(
                Optional.of("pypi"),
                Registries.usual().at("files.pythonhosted.org").map(Registry::name));
    }

    @Test
    void theProxyOfGoIsNone() {
        assertEquals(Optional.empty(), Registries.usual().at("proxy.golang.org"));
    }

    @Test
    void anOperatorAddsChangesAndSwitchesOff() {
        Registries added = Registries.usual().and("# ours\n\n" + ROW);
        assertEquals(List.of("corp", "crates", "maven", "npm", "pypi", "rubygems"), names(added));
        assertTrue(added.named("corp").orElseThrow().mayBeInside());
        assertFalse(added.named("npm").orElseThrow().mayBeInside());

        Registries changed = added.and("npm | npm.corp.example | /{package} | /left | /left/");
        assertEquals(
                List.of("npm.corp.example"), changed.named("npm").orElseThrow().hosts());

        assertEquals(
                List.of("maven"), names(added.and("corp | off\ncrates | off\nnpm|off\npypi | off\nrubygems | off")));
        assertEquals(List.of("corp"), names(Registries.none().and(ROW)));
        assertEquals(5, Registries.usual().all().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x | h.example | /{package} | /left",
                "x | h.example | /{package} | /left |",
                "x | h.example | /{package} | | /left",
                "x | h.example | /{package} | /a/b | /c/d",
                "x | h.example | /{package} | /left | /right",
                "x | 10.0.0.1 | /{package} | /left | /a/b",
                "x | H.example | /{package} | /left | /a/b",
                "x | | /{package} | /left | /a/b",
                "x | h.example | {package} | /left | /a/b",
                "x | h.example | /{anything} | /left | /a/b",
                "x | h.example | /{package}{version} | /left | /a/b",
                "x | h.example | /{group*}/{group*} | /left/left | /a",
                "x | h.example | /{package | /left | /a/b",
                "x | of"
            })
    void aRowThatDoesNotMeanWhatItSaysIsRefused(String row) {
        assertThrows(IllegalArgumentException.class, () -> Registries.usual().and(row));
    }

    @Test
    void anEscapedSlashIsNotASlash() {
        PathForm form = PathForm.of("/@{scope}%2f{package}");
        assertTrue(form.matches("/@a%2fb"));
        assertTrue(form.matches("/@a%2Fb"));
        for (String other : List.of(
                "/@a/b", "/@a%252fb", "/@a%2f%2fb", "/@a%2fb/", "/@a%2f", "/@a%2e%2fb", "/%40a%2fb", "/@a%2fb%2fc")) {
            assertFalse(form.matches(other), other);
        }
        assertFalse(PathForm.of("/@{scope}/{package}").matches("/@a%2fb"));
    }

    /** What is matched by hand is matched by the expressions that one would write for it. */
    @Test
    void formsMeanWhatExpressionsWouldMean() {
        List<String> forms = List.of(
                "/{package}",
                "/{package}/-/{=package}-{version}.tgz",
                "/maven2/{group*}/{artifact}/{version}/{=artifact}-{=version}{tail}");
        List<Pattern> expressions = List.of(
                Pattern.compile("/(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._~-]*"),
                Pattern.compile("/(?!.*\\.\\.)([A-Za-z0-9][A-Za-z0-9._~-]*)/-/\\1-[A-Za-z0-9][A-Za-z0-9._+~!-]*\\.tgz"),
                Pattern.compile("/maven2(?!.*\\.\\.)(?:/[A-Za-z0-9_][A-Za-z0-9_-]*)+/([A-Za-z0-9_][A-Za-z0-9._-]*)"
                        + "/([A-Za-z0-9][A-Za-z0-9._+~!-]*)/\\1-\\2[.-][A-Za-z0-9._+-]*"));
        List<String> words = List.of(
                "a",
                "b",
                "/",
                "/",
                "-",
                ".",
                "..",
                "%2f",
                "maven2",
                ".tgz",
                "1.0",
                "/-/",
                "-1.0",
                "?",
                "@",
                "a-1.0.jar");
        for (int i = 0; i < forms.size(); i++) {
            PathForm form = PathForm.of(forms.get(i));
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int times = 0; times < 100_000; times++) {
                StringBuilder path = new StringBuilder("/");
                for (int n = random.nextInt(12); n > 0; n--) {
                    path.append(words.get(random.nextInt(words.size())));
                }
                boolean expected = expressions.get(i).matcher(path).matches();
                assertEquals(expected, form.matches(path.toString()), form + " " + path + " seed " + seed);
            }
        }
    }

    @Test
    void aPathTakesAsLongAsItIsLong() {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (PathForm form : List.of(
                    PathForm.of("/{package}/-/{=package}-{version}.tgz"), PathForm.of("/{group*}/{artifact}"))) {
                assertFalse(form.matches("/" + "a/".repeat(1_000_000)));
                assertFalse(form.matches("/" + "a".repeat(1_000_000)));
                assertFalse(form.matches("/" + "a/".repeat(250)));
            }
        });
    }
}
