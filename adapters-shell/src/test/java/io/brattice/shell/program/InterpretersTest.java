package io.brattice.shell.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretersTest {

    private static final PretendWorld NOTHING = PretendWorld.of("notes.txt", "x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(1)",
                "import sys; print(sys.version)",
                "import sys\nprint(sys.version_info[:2])",
                "from datetime import datetime; print(datetime.now().isoformat())",
                "import json; print(json.dumps({'a': [1, 2]}, indent=2))",
                "print(f'{2**10:,}')",
                "import math as m; print(m.sqrt(2))",
                "x = 5\nfor i in range(x):\n    print(i)",
                "import os; print(os.getcwd(), end='')",
                "import importlib.metadata; print(importlib.metadata.version('numpy'))",
                "print('a,b'.split(','))",
                "from os.path import join, exists as e; print(e(join('a', 'b')))",
                "import sys; print(len(sys.argv), file=sys.stderr)",
                "print(sum(x*x for x in range(10)))"
            })
    void textsThatOnlyComputeAndPrintAreHarmless(String text) {
        assertTrue(PythonText.isHarmless(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import os; os.system('x')",
                "import os as json; json.system('x')",
                "from os import system as print; print('x')",
                "import subprocess",
                "__import__('os').system('x')",
                "open('x','w')",
                "eval('1')",
                "exec('1')",
                "getattr(str, 'x')",
                "().__class__.__base__",
                "import numpy; print(numpy.__version__)",
                "print(f\"{__import__('os')}\")",
                "print(f\"{(x:=__import__('os').system('id'))}\")",
                "import sys; sys.path.append('x')",
                "import sys; sys.path = ['x']",
                "import sys; sys.path[0] = 'x'",
                "import sys; sys.path += ['x']",
                "import sys; a, sys.path = 1, []",
                "import sys\nfor sys.path in [[]]: pass",
                "import sys\nfor sys.path[0] in ['x']: pass",
                "import sys; sys.modules['os'].system('x')",
                "import os; x = os; x.system('y')",
                "import os; [os][0].remove('x')",
                "import os\nos.remove('x')",
                "from os import *",
                "import os.path, pty",
                "print = 5",
                "x: int = 5",
                "lambda: 1",
                "while True: pass",
                "with open('x'): pass",
                "import shutil; shutil.rmtree('x')",
                "# coding: utf-7\nprint(1)",
                "print(\uFF50)",
                "\\\nimport os",
                "import o\u017F",
                "@print\ndef f(): pass",
                "del x",
                "import site; site.main()",
                "print('''x''')",
                "(x := 5)",
                "import os; print(os.environ)",
                "import json; json.loads('x', object_hook=print)",
                "import json\njson.dumps = 5",
                "'{0.__class__}'.format(1)",
                "import platform; platform.os.system('x')",
                "import json; json.codecs.open('x','w')",
                "import textwrap; textwrap.re.sys.exit",
                "from importlib import import_module",
                "import importlib; importlib.reload"
            })
    void textsThatMightDoMoreAreNot(String text) {
        assertFalse(PythonText.isHarmless(text), text);
    }

    @Test
    void harmlessPythonIsRunWithoutTheModulesOfThisFolder() {
        assertEquals(
                "instead python3 -I -c import json; print(json.dumps(1))",
                NOTHING.tell("python3 -c 'import json; print(json.dumps(1))'"));
        assertEquals("instead python3 -I -", NOTHING.tell("python3 -", Situation.Input.of("print(1)\n")));
        assertEquals("code", NOTHING.tell("python3 -", Situation.Input.of("import os\nos.remove('x')")));
        assertEquals("code", NOTHING.tell("python3", Situation.Input.UNKNOWN));
        assertEquals("code", NOTHING.tell("python2 -c 'print(1)'"));
        assertEquals("instead python3 -I -m venv .venv; create .venv", NOTHING.tell("python3 -m venv .venv"));
    }

    @Test
    void aShellScriptIsReadAndItsWordsAreParameters() {
        PretendWorld world = PretendWorld.of("x.sh", "rm \"$1\"\n");
        assertEquals("read x.sh; shell rm \"$1\"\n", world.tell("bash x.sh a"));
        assertEquals("read x.sh", world.tell("sh -n x.sh"));
        assertEquals("read y.sh; code", world.tell("bash y.sh"));
        assertEquals("shell rm x", world.tell("bash", Situation.Input.of("rm x")));
        assertEquals("opaque", world.tell("bash", Situation.Input.UNKNOWN));
        assertEquals("opaque", world.tell("sh -s -- a", Situation.Input.UNKNOWN));
        world.tell("bash -c 'rm $1' zero one two", Situation.Input.CLOSED, new Silent() {
            @Override
            public void shell(Term script, Situation situation) {
                assertEquals(Term.of("one"), situation.environment().get("1"));
                assertEquals(Term.of("zero"), situation.environment().get("0"));
                assertEquals(Term.any(""), situation.environment().get("@"));
            }
        });
    }

    @Test
    void scriptsOfAPackageAreReadToTheirShellText() {
        PretendWorld world = PretendWorld.of(
                "package.json",
                        "{\"scripts\":{\"clean\":\"rm -rf dist\",\"preclean\":\"echo a\",\"build\":\"tsc -p .\",\"test\":\"echo t\"}}",
                "node_modules/.bin/tsc", "x");
        assertEquals(
                "read /p/package.json; shell echo a; shell rm -rf dist 'x y'", world.tell("npm run clean -- 'x y'"));
        assertEquals("read /p/package.json; code", world.tell("npm run build"));
        assertEquals("read /p/package.json; shell echo t", world.tell("npm test"));
        assertEquals("read /p/package.json; code", world.tell("npm run db:push"));
        assertEquals("read /p/package.json; code", world.tell("npm start"));
        assertEquals("code", NOTHING.tell("npm run x"));
        assertEquals("opaque", world.tell("npm run <unknown>"));
    }

    @Test
    void aPlainMakefileIsReadToTheLinesOfATarget() {
        PretendWorld world = PretendWorld.of("Makefile", """
                OUT := dist
                .PHONY: all clean build
                all: build
                build: clean
                \t@echo building $(OUT)
                clean:
                \t-$(RM) -r $(OUT) # gone
                """);
        assertEquals("read /p/Makefile; shell rm -f -r dist # gone; shell echo building dist", world.tell("make"));
        assertEquals("read /p/Makefile; shell rm -f -r dist # gone", world.tell("make clean"));
        assertEquals("read /p/Makefile; shell rm -f -r x # gone", world.tell("make clean OUT=x"));
        assertEquals("read /p/Makefile", world.tell("make -n clean"));
        assertEquals("read /p/Makefile; code", world.tell("make other"));
        assertEquals("code", world.tell("make clean SHELL=./x"));
        assertEquals("code", world.tell("make clean 'OUT=$(shell x)'"));
        assertEquals("code", world.tell("make -f other clean"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X := $(shell touch y)\nall:\n\techo\n",
                "include x.mk\nall:\n\techo\n",
                "SHELL = ./x\nall:\n\techo\n",
                "%.o: %.c\n\tcc\nall:\n\techo\n",
                "export A = 1\nall:\n\techo\n",
                "all:\n\t$(CC) x\n",
                "all: a.o\n\techo\n",
                "Makefile:\n\tx\nall:\n\techo\n",
                "X != y\nall:\n\techo\n",
                "all:: x\n\techo\n",
                ".ONESHELL:\nall:\n\techo\n",
                "ifeq (a,a)\nendif\nall:\n\techo\n",
                "define X\nendef\nall:\n\techo\n",
                "all: ; rm x\n",
                "all: $(wildcard *)\n\techo\n"
            })
    void aMakefileThatComputesIsCode(String text) {
        String told = PretendWorld.of("Makefile", text, "a.c", "x").tell("make all");
        assertTrue(told.endsWith("code"), told);
    }

    @Test
    void aRehearsalOfMakeRunsLinesThatAreMarkedAndSoIsCode() {
        assertTrue(PretendWorld.of("Makefile", "all:\n\t+rm x\n")
                .tell("make -n all")
                .endsWith("code"));
        assertTrue(PretendWorld.of("Makefile", "all:\n\t$(MAKE) -C y\n")
                .tell("make -n all")
                .endsWith("code"));
    }

    @Test
    void classFilesAreThoseOfTheTypesOfTheSource() {
        PretendWorld world = PretendWorld.of(
                "A.java", "import java.util.*;\nclass A { class B {} Runnable r = new Runnable() {}; }");
        String told = world.tell("javac A.java");
        assertTrue(
                told.startsWith("instead javac -proc:none -processorpath  A.java; read A.java; write A.class"), told);
        assertTrue(told.contains("write A$B.class") && told.contains("write A$1.class"), told);
        assertFalse(told.contains("write-tree"), told);
        assertTrue(PretendWorld.of("A.java", "class A { B b; }", "B.java", "class B {}")
                .tell("javac A.java")
                .contains("write-tree ."));
        assertTrue(PretendWorld.of("A.java", "import com.x.Y; class A {}")
                .tell("javac A.java")
                .contains("write-tree ."));
    }
}
