package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Assessment;
import io.brattice.action.Reversibility;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ordinary lines that must not be asked about. */
class HarmlessTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls -la && cat a | head -5",
                "x=1; echo $((x + 1)) ${x:-2}",
                "s=hello; echo ${s:1:2} ${#s}",
                "i=0; while [ $i -lt 3 ]; do echo ${i}; i=$((i+1)); done",
                "i=0; s=abc; while [ $i -lt 3 ]; do echo ${s:$i:1}; ((i++)); done",
                "for f in *.md; do [ -f \"$f\" ] || continue; wc -l \"$f\"; done",
                "while IFS= read -r line; do echo \"$line\"; done < a",
                "f() { local n=1; echo $((n + 1)); }; f",
                "declare -A m; m[foo]=1; m[\"a b\"]=2; echo ${m[foo]}",
                "arr=(a b); arr+=(c); arr[3]=d; echo \"${arr[@]:1:2}\"",
                "set -euo pipefail; for f in *.md; do cat \"$f\"; done",
                "shopt -s nullglob; for f in *.txt; do cat \"$f\"; done",
                "trap 'echo bye' EXIT; ls",
                "export LANG=C; sort a",
                "cd sub && cd .. && ls",
                "pushd sub > /dev/null && ls",
                "find . -name '*.md' | xargs grep -l d",
                "find . -type f -not -name .env | xargs grep -c d",
                "ls *.md | while read f; do cat \"$f\"; done",
                "unset x; echo ${x:-none}",
                "wait"
            })
    void onlyLooks(String line) throws Exception {
        Assessment assessment = new Lines(folder).assess(line);
        assertTrue(assessment.complete(), assessment.toString());
        assertEquals(Reversibility.READ_ONLY, assessment.inherent(), assessment.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir new && touch new/x && rm -r new",
                "mkdir -p src/new && echo x > src/new/f && cat src/new/f",
                "mkdir d && cp a d/ && sed -i s/a/b/ d/a",
                "mkdir -p d/e && touch d/e/f && ln -s f d/e/g",
                "sort a | uniq > t && mv t a",
                "cat a | tee x | wc -l",
                "for f in *.md; do cp \"$f\" \"$f.bak\"; done",
                "ls | sort > t1 & sort a > t2 & wait",
                "while read -r l; do echo \"$l\" >> out; done < a",
                "ln -s a k && cat k"
            })
    void isTakenBack(String line) throws Exception {
        World world = new World(folder);
        world.sh("echo a >a && echo b >b.md && echo c >c.md");
        World.Trip trip = world.judge(line);
        assertEquals(Reversibility.REVERSIBLE, trip.assessment.reversibility(), trip.assessment.toString());
        var before = world.tree();
        trip.secure();
        trip.run();
        trip.undo();
        assertEquals(before.keySet(), world.tree().keySet());
    }
}
