package io.brattice.console.policy;

import java.util.List;

/** Results in the XML of JUnit, as build servers read it. */
final class JUnitReport {

    private JUnitReport() {}

    static String of(String suite, List<TestCommand.Result> results) {
        long failed =
                results.stream().filter(each -> !each.problems().isEmpty()).count();
        long skipped = results.stream().filter(each -> !each.run()).count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"")
                .append(escaped(suite))
                .append("\" tests=\"")
                .append(results.size());
        xml.append("\" failures=\"")
                .append(failed)
                .append("\" errors=\"0\" skipped=\"")
                .append(skipped)
                .append("\" time=\"0\">\n");
        for (TestCommand.Result result : results) {
            xml.append("  <testcase classname=\"").append(escaped(suite)).append("\" name=\"");
            xml.append(escaped(result.of().name())).append("\" time=\"0\"");
            if (result.run() && result.problems().isEmpty()) {
                xml.append("/>\n");
                continue;
            }
            xml.append(">\n");
            if (!result.run()) {
                xml.append("    <skipped/>\n");
            } else {
                xml.append("    <failure message=\"")
                        .append(escaped(String.join("; ", result.problems())))
                        .append("\">");
                xml.append(escaped(result.of().example().place().toString())).append("</failure>\n");
            }
            xml.append("  </testcase>\n");
        }
        return xml.append("</testsuite>\n").toString();
    }

    /** What XML may hold; everything else is a question mark. */
    private static String escaped(String text) {
        StringBuilder xml = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.appendCodePoint(c < ' ' || (c >= 0xd800 && c < 0xe000) || c >= 0xfffe ? '?' : c);
            }
        });
        return xml.toString();
    }
}
