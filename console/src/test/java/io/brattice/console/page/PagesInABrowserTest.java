package io.brattice.console.page;

import static io.brattice.console.page.Entries.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.console.CommandLines;
import io.brattice.journal.FileJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of `brattice report` and `brattice audit` in a real browser, of a journal full of what an agent would like to have run. */
final class PagesInABrowserTest {

    private static final List<String> HOSTILE = List.of(
            "<script>window.pwned=1</script>",
            "<img src=x onerror=window.pwned=1>",
            "\"><svg onload=window.pwned=1>",
            "' onmouseover='window.pwned=1' x='",
            "</code></li></ul></body><iframe src=https://example.org/></iframe>",
            "</style><script>window.pwned=1</script><style>",
            "<style>*{display:none}</style><link rel=stylesheet href=https://example.org/a.css>",
            "<meta http-equiv=refresh content=0;url=https://example.org/>",
            "<base href=https://example.org/><form action=x><input autofocus onfocus=window.pwned=1>",
            "[click](javascript:window.pwned=1) ![i](https://example.org/i.png) https://example.org/ www.example.org",
            "&lt;script&gt; &#60;script&#62; ]]> --> <!-- <![CDATA[",
            "\u202egnp.exe\u2066 \u200b\u0007\u001b[31m \ud800 \u2028 \ufeff",
            "x".repeat(5000),
            "`backtick` ${window.pwned=1} {{7*7}} <%= 1 %>");

    @TempDir
    Path folder;

    @Test
    void nothingThatAnAgentWroteActsAndNothingScrollsSidewaysOnAPhone() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "no chromium on the PATH");
        Path journal = folder.resolve("journal");
        write(journal);
        Path report = folder.resolve("report.html");
        Path audit = folder.resolve("audit.html");
        Path claims = folder.resolve("claims.md");
        Files.writeString(
                claims,
                String.join("\n", HOSTILE).replace("\ud800", "")
                        + "\nI made 3 small edits to `<img src=x>`.\nNo files were deleted.\n");
        CommandLines brattice = new CommandLines();
        assertEquals(
                1,
                brattice.run(
                        "report",
                        "night",
                        "--journal",
                        journal.toString(),
                        "--claims",
                        claims.toString(),
                        "--html",
                        report.toString()),
                brattice::err);
        assertEquals(
                0, brattice.run("audit", "--journal", journal.toString(), "--html", audit.toString()), brattice::err);
        try (Browser browser = Browser.start(Browser.installed().get(), folder)) {
            for (Path page : List.of(report, audit)) {
                for (int width : List.of(320, 360, 1200)) {
                    browser.open(page, width, width == 360);
                    assertHarmless(browser, page, width);
                    keep(browser, page, width);
                }
            }
        }
    }

    private static void assertHarmless(Browser browser, Path page, int width) throws Exception {
        String where = page.getFileName() + " at " + width;
        assertEquals("\"undefined\"", browser.value("typeof window.pwned"), where);
        assertEquals(
                "0",
                browser.value(
                        "document.querySelectorAll('script,img,iframe,a,link,form,input,object,embed,base').length"),
                where);
        assertEquals("1", browser.value("document.querySelectorAll('style').length"), where);
        assertEquals("4", browser.value("document.querySelectorAll('meta[content]').length"), where);
        assertEquals(
                "0",
                browser.value(
                        "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on|style/.test(a.name))).length"),
                where);
        assertEquals("true", browser.value("document.documentElement.scrollWidth <= window.innerWidth"), where);
        assertEquals(
                String.valueOf(width),
                browser.value("window.innerWidth"),
                where + ": nothing is wider than the screen");
        assertEquals("true", browser.value("document.querySelectorAll('code').length > 5"), where);
        assertEquals(
                "true",
                browser.value("getComputedStyle(document.querySelector('code')).unicodeBidi === 'isolate'"),
                where + ": the style counts");
        List<String> requests = browser.events.stream()
                .filter(event -> event.contains("\"Network.requestWillBeSent\""))
                .filter(event -> !event.contains("\"url\":\"" + page.toUri() + "\""))
                .toList();
        assertEquals(List.of(), requests, where);
        List<String> errors = browser.events.stream()
                .filter(event -> event.contains("Runtime.exceptionThrown")
                        || event.contains("Log.entryAdded")
                        || event.contains("Runtime.consoleAPICalled"))
                .toList();
        assertEquals(List.of(), errors, where);
        String shown = browser.value(
                "String([...document.body.textContent].filter(c => c !== '\\\\n' && (c < ' ' || /[\\\\u007f-\\\\u009f\\\\u200b-\\\\u200f\\\\u2028-\\\\u202e\\\\u2066-\\\\u2069\\\\ufeff]/.test(c))).length)");
        assertEquals("\"0\"", shown, where + ": characters that hide or reorder");
        assertTrue(Files.readString(page).contains("default-src 'none'"));
    }

    /** For people who want to look: `-Dbrattice.pictures=FOLDER`. */
    private static void keep(Browser browser, Path page, int width) throws Exception {
        String wanted = System.getProperty("brattice.pictures", "");
        if (!wanted.isEmpty()) {
            browser.picture(Path.of(wanted, page.getFileName() + "-" + width + "-top.png"), 0, width, 1400);
            browser.picture(Path.of(wanted, page.getFileName() + "-" + width + "-below.png"), 1400, width, 1400);
        }
    }

    private static void write(Path folder) throws Exception {
        try (FileJournal journal = FileJournal.in(folder)) {
            Entries entries = new Entries(journal);
            for (int i = 0; i < HOSTILE.size(); i++) {
                String text = HOSTILE.get(i).replace("\ud800", "");
                String name = text.substring(0, Math.min(200, text.length()));
                String call = "c" + i;
                entries.by(name, name, "night")
                        .read("r" + i, text)
                        .asked(call, text, text + ": " + text)
                        .after(i * 7L)
                        .answered(call, i % 2 == 0, name, text)
                        .intent(
                                call,
                                text,
                                i % 3 == 0 ? "IRREVERSIBLE" : "REVERSIBLE",
                                text,
                                effect("DELETE", "file:/w/" + text, 28_745, "IRREVERSIBLE"),
                                effect("UPDATE", "https://example.org/" + text, 2, "IRREVERSIBLE"))
                        .noted(call, text, text)
                        .failed(call, text)
                        .refused("x" + i, text, text)
                        .after(40_000);
            }
            entries.intent(
                            "u1",
                            "rm -rf build",
                            "REVERSIBLE",
                            "cleaning up",
                            effect("DELETE", "file:/w/build", 340, "REVERSIBLE"))
                    .done("u1")
                    .undone("u1", "z1");
        }
    }
}
