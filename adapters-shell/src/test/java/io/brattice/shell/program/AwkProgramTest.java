package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwkProgramTest {

    @Test
    void whatOnlyComputesTellsNothing() {
        for (String program : List.of(
                "{print $1}",
                "$1 > 5 && $2 < 3",
                "/a|b/ {n++} END {print n/2, n / 3}",
                "{print (a > b) ? \"x\" : \"y\"}",
                "{gsub(/\\//, \"|\"); print}",
                "BEGIN {while ((getline line) > 0) print line}",
                "{x = y / 2; z = \"system(\"} # system(\"rm\")",
                "{a[$1] = a[$1] \" > \" $2}",
                "{if (x) /\"/; print \"a\"}",
                "NR==FNR{a[$1];next} $1 in a",
                "{print > \"/dev/stderr\"}")) {
            assertEquals("", told(program), program);
        }
    }

    @Test
    void filesThatAreNamedAreTold() {
        assertEquals("write o", told("{print > \"o\"}"));
        assertEquals("append o", told("{print $1, $2 >> \"o\"}"));
        assertEquals("write o", told("{print a,\n b > \"o\"}"));
        assertEquals("write o", told("{printf(\"%s\", x) > \"o\"; close(\"o\")}"));
        assertEquals("read f", told("BEGIN{while ((getline l < \"f\") > 0) print l}"));
    }

    @Test
    void commandsAreTold() {
        assertEquals("shell rm x", told("BEGIN{system(\"rm x\")}"));
        assertEquals("shell rm x", told("BEGIN{system ( \"rm x\" )}"));
        assertEquals("shell sort", told("{print | \"sort\"}"));
        assertEquals("shell date", told("BEGIN{\"date\" | getline d}"));
        assertEquals("shell rm x", told("BEGIN{y=1/2;system(\"rm x\");z=3/4}"));
        assertEquals("shell rm x", told("BEGIN{a?b:system(\"rm x\")}"));
        assertEquals("shell rm x", told("BEGIN{1system(\"rm x\")}"));
        assertEquals("shell rm x", told("BEGIN{if (x) /\"/ {}; system(\"rm x\") #\"\n}"));
        assertEquals("shell rm x", told("BEGIN{sys\\\ntem(\"rm x\")}".replace("sys\\\ntem", "system")));
    }

    @Test
    void whatIsPutTogetherIsNotKnown() {
        for (String program : List.of(
                "{system(\"rm \" $1)}",
                "{system(x)}",
                "{print > $1}",
                "{print > \"a\" \"b\"}",
                "{print | x}",
                "{x | getline}",
                "{\"rm\" \" x\" | getline}",
                "{print |& \"x\"}",
                "@load \"x\"",
                "{@f()}",
                "{system(\"r\\155 x\")}",
                "{print > \"/inet/tcp/0/h/80\"}",
                "{print \"",
                "/a[/]b/",
                "{x = system}")) {
            assertEquals("opaque", told(program), program);
        }
    }

    private static String told(String program) {
        Recorder recorder = new Recorder();
        new AwkProgram(program, Told.situation(Situation.Input.CLOSED, Map.of()), recorder)
                .read()
                .ifPresent(recorder::opaque);
        return recorder.toString();
    }
}
