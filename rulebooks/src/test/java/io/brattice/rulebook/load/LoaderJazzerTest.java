package io.brattice.rulebook.load;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * With {@code JAZZER_FUZZ=1} Jazzer looks for files that are neither rulebooks nor have problems: {@code JAZZER_FUZZ=1 ./mvnw -pl rulebooks
 * -am test -Dtest=LoaderJazzerTest}. Its agent changes the classes of the whole test run, so without the variable it stays out of it.
 */
@EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
class LoaderJazzerTest {

    @FuzzTest(maxDuration = "2m")
    void everyFileIsARulebookOrHasProblems(byte[] data) {
        LoaderFuzzTest.goes(new String(data, StandardCharsets.UTF_8));
    }
}
