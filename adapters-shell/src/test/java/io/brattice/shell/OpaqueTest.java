package io.brattice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.shell.process.ShellResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void makeWorld() throws Exception {
        world = new World(folder);
        world.sh("git init -q -b work . && echo x >x && git add x && git commit -qm x && mkdir d && echo 1 >.env"
                + " && ln x hard && ln -s x link && printf '#!/bin/sh\\n' >rm && chmod +x rm && mkfifo pipe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r''m x",
                "'rm' x",
                "\"rm\" x",
                "\\rm x",
                "r\\m x",
                "$'\\x72m' x",
                "rm$IFS-rf$IFS.",
                "rm ${x:-x}",
                "rm `echo x`",
                "rm $(echo x)",
                "rm x; true",
                "rm x && true",
                "rm x || true",
                "rm x | cat",
                "rm x &",
                "rm x\ntrue",
                "rm x\r",
                "rm\tx",
                "rm *",
                "rm ?",
                "rm [x]",
                "{rm,-rf,x}",
                "rm {x,d}",
                "(rm x)",
                "{ rm x; }",
                "! rm x",
                "rm x # y",
                "echo x > x",
                "echo x >> x",
                "cat < x",
                "cat <<E",
                "cat <<< x",
                "rm x 2>/dev/null",
                "A=1 rm x",
                "PATH=. rm x",
                "A+=1 rm x",
                "./rm x",
                "/bin/rm x",
                "../work/rm x",
                "bin/rm x",
                "command rm x",
                "env rm x",
                "sudo rm x",
                "busybox rm x",
                "exec rm x",
                "eval rm x",
                "bash -c 'rm x'",
                "sh x",
                "source x",
                ". x",
                "time rm x",
                "xargs rm x",
                "find . -delete",
                "sed -i s/x/y/ x",
                "tee x",
                "dd of=x",
                "truncate -s0 x",
                "ln -sf x y",
                "chmod 0 x",
                "python3 -c 1",
                "make -n",
                "curl x",
                "rm ~root",
                "rm ~+",
                "rm x~ a=~/x",
                "rm \"~\"/../$HOME",
                "rm 'x",
                "rm \"x",
                "rm x\\",
                "",
                " ",
                "rm",
                "rm -i x",
                "rm -I x",
                "rm --interactive=never x",
                "rm -z x",
                "rm --rec x --no-preserve-root",
                "rm --no-preserve-root -rf /",
                "rm --r=1 x",
                "rm ''",
                "rm -rf .",
                "rm -rf d/..",
                "rm -rf d/.",
                "mv -b x y",
                "mv -t d x",
                "mv x",
                "mv --backup x y",
                "mv -n x rm",
                "mv x link",
                "cp x link",
                "cp -u x y",
                "cp --remove-destination x y",
                "cp /dev/null x",
                "cp pipe y",
                "cp link y",
                "cp d y",
                "cp -n x rm",
                "mkdir -m 777 y",
                "mkdir d",
                "touch x",
                "touch -d now y",
                "ls --hyperlink",
                "cat .env",
                "cat /etc/passwd",
                "cat ../../x",
                "cat pipe",
                "cat -",
                "cat absent",
                "tail -f x",
                "echo -e x",
                "git",
                "git -C d clean -fd",
                "git -c a.b=c status",
                "git --git-dir=x status",
                "git config a.b c",
                "git clean -fd -e -n --no-dry-run",
                "git clean -ffd",
                "git clean -fdi",
                "git clean",
                "git clean -d",
                "git reset --soft HEAD",
                "git reset --har",
                "git reset --hard absent",
                "git reset --hard -- x",
                "git checkout x",
                "git checkout .",
                "git checkout -f",
                "git diff --output=y",
                "git diff --ext-diff",
                "git diff /etc/passwd x",
                "git log --show-signature",
                "git status -z --x",
                "git branch -D work",
                "git stash",
                "git stash drop",
                "git commit",
                "git commit -n -m x",
                "git commit --amend -m x",
                "git rebase -x 'rm x' HEAD",
                "git grep -Orm x",
                "git push",
                "git push --receive-pack=x origin work",
                "git push ext::x work",
                "git fetch",
                "git gc --prune=now",
                "git restore --staged x",
                "git add -f x",
                "git add -p",
                "git frobnicate",
                "g\u200bit status",
                "rm\u00a0x",
                "rm \u202ex",
                "rm x\u0000y"
            })
    void isNeverAnythingButIrreversible(String command) throws Exception {
        World.Trip trip = world.judge(command);
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.reversibility(), command);
        assertEquals(Reversibility.IRREVERSIBLE, trip.assessment.inherent(), command);
        assertTrue(trip.secure().secured.orElseThrow().safeguards().isEmpty());
    }

    @Test
    void hasNoPreviewAndRunsAsItStandsOnceAPersonSaidYes() throws Exception {
        World.Trip trip = world.judge("echo $((1 + 1)) | cat; exit 3");
        assertEquals(Preview.Fidelity.NONE, trip.preview.fidelity());
        assertFalse(trip.assessment.complete());
        assertEquals(new ShellResult(3, "2\n", "", false), trip.run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ls", "ls -la d", "cat x", "pwd", "echo 'a;  b'", "head -n 1 x", "wc -l x", "true"})
    void readersAreReadOnly(String command) throws Exception {
        assertEquals(Reversibility.READ_ONLY, world.judge(command).assessment.inherent());
    }

    @Test
    void wordsAreThoseOfBash() throws Exception {
        String command = "echo a 'b  c' \"d 'e' \\\"f\\\"\" g\\ h ~/i x--j=k 'l'\"m\"n";
        assertEquals(
                "a b  c d 'e' \"f\" g h " + world.home + "/i x--j=k lmn\n",
                world.judge(command).run().stdout());
    }
}
