package io.brattice.console.page;

import io.brattice.approval.VisibleText;
import io.brattice.console.page.Piece.Whose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * One HTML file that needs nothing else: no script, no request, no font, no image. Its policy forbids all of them but this one style,
 * whatever stands in it.
 *
 * <p>What somebody else wrote stands in text alone, never in a tag, an attribute, a style or a comment; every character of it that
 * HTML knows is escaped, after what would hide or reorder was made visible.
 */
public final class HtmlPage implements Page {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1d2329;--paper:#fff;--faint:#5d6872;--line:#d8dee4;--code:#f3f5f7;--good:#146c2e;\
            --warning:#7d4e00;--bad:#b3151d;--bar:#2f6fb5}
            @media(prefers-color-scheme:dark){:root{--ink:#dfe5ea;--paper:#14181c;--faint:#98a4af;--line:#323a42;--code:#20272d;\
            --good:#6fce85;--warning:#e6b15c;--bad:#ff8f88;--bar:#79b1ea}}
            *{box-sizing:border-box}
            body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--paper);color:var(--ink);\
            font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
            h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
            h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
            p{margin:.5rem 0}
            ul{margin:.25rem 0;padding-left:1.1rem}
            li{margin:.35rem 0}
            li li{margin:.1rem 0;color:var(--faint)}
            code{font:.875em/1.4 ui-monospace,monospace;background:var(--code);border-radius:3px;padding:.1em .3em;\
            white-space:pre-wrap;unicode-bidi:isolate;color:var(--ink)}
            table{border-collapse:collapse;width:100%;margin:.5rem 0;font-variant-numeric:tabular-nums}
            th,td{text-align:right;padding:.3rem .4rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:inherit}
            th:first-child,td:first-child{text-align:left}
            thead th{color:var(--faint);font-size:.8rem}
            td:not(:first-child),th:not(:first-child){white-space:nowrap;overflow-wrap:normal}
            .faint{color:var(--faint)}
            .strong{font-weight:600}
            .good,.warning,.bad{font-weight:600}
            .good{color:var(--good)}
            .warning{color:var(--warning)}
            .bad{color:var(--bad)}
            figure{margin:1rem 0}
            figcaption{color:var(--faint);font-size:.875rem}
            svg{display:block;width:100%;height:auto}
            svg rect{fill:var(--bar)}
            svg text{fill:var(--faint);font:10px system-ui,sans-serif}
            svg line{stroke:var(--line)}
            @media(max-width:40rem){body{padding:.75rem;font-size:15px}th,td{padding:.25rem .2rem;font-size:.85rem}thead th{font-size:.7rem}\
            .wide tr{display:flex;flex-wrap:wrap;border-bottom:1px solid var(--line)}\
            .wide th,.wide td{flex:1 1 0;min-width:0;border:0}\
            .wide th:first-child,.wide td:first-child{flex:1 0 100%}.wide td:first-child{padding-bottom:0}\
            .wide td:not(:first-child){white-space:normal;overflow-wrap:anywhere}}
            @media print{body{max-width:none}}
            """;

    private final String name;
    private final StringBuilder body = new StringBuilder();
    private int depth;

    /** @param name what a browser shows in the name of its window: our own words */
    public HtmlPage(String name) {
        this.name = name;
    }

    @Override
    public void title(Piece... pieces) {
        body.append("<h1>");
        append(List.of(pieces));
        body.append("</h1>\n");
    }

    @Override
    public void section(String heading) {
        lists(0);
        body.append("<h2>").append(escaped(heading)).append("</h2>\n");
    }

    @Override
    public void line(Piece... pieces) {
        lists(0);
        body.append("<p>");
        append(List.of(pieces));
        body.append("</p>\n");
    }

    @Override
    public void item(List<Piece> pieces) {
        point(1, pieces);
    }

    @Override
    public void detail(List<Piece> pieces) {
        point(depth == 0 ? 1 : 2, pieces);
    }

    @Override
    public void table(List<String> head, List<List<Piece>> rows) {
        lists(0);
        body.append(head.size() > 3 ? "<table class=\"wide\"><thead><tr>" : "<table><thead><tr>");
        head.forEach(
                cell -> body.append("<th scope=\"col\">").append(escaped(cell)).append("</th>"));
        body.append("</tr></thead><tbody>\n");
        for (List<Piece> row : rows) {
            body.append("<tr>");
            for (Piece cell : row) {
                body.append("<td>");
                append(List.of(cell));
                body.append("</td>");
            }
            body.append("</tr>\n");
        }
        body.append("</tbody></table>\n");
    }

    @Override
    public void plot(Plot plot) {
        lists(0);
        body.append("<figure>").append(plot.svg()).append("<figcaption>");
        body.append(escaped(plot.says())).append("</figcaption></figure>\n");
    }

    @Override
    public String text() {
        lists(0);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash()
                + "'; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<meta name=\"format-detection\" content=\"telephone=no, email=no, address=no\">\n"
                + "<title>" + escaped(name) + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n" + body
                + "</body>\n</html>\n";
    }

    private void point(int at, List<Piece> pieces) {
        if (depth == at) {
            body.append("</li>\n");
        } else if (depth < at) {
            body.append("<ul>\n");
            depth++;
        } else {
            lists(at);
            body.append("</li>\n");
        }
        body.append("<li>");
        append(pieces);
    }

    /** Ends lists until only that many are open, each with its last point. */
    private void lists(int open) {
        while (depth > open) {
            body.append("</li>\n</ul>\n");
            depth--;
        }
    }

    private void append(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            body.append(i == 0 ? "" : " ").append(piece(pieces.get(i)));
        }
    }

    private static String piece(Piece piece) {
        if (piece.text().isEmpty()) {
            return "";
        }
        if (piece.whose() == Whose.THEIRS) {
            return "<code>" + escaped(piece.text()) + "</code>";
        }
        return switch (piece.tone()) {
            case PLAIN -> escaped(piece.text());
            case FAINT, STRONG, GOOD, WARNING, BAD ->
                "<span class=\"" + piece.tone().name().toLowerCase(Locale.ROOT) + "\">" + escaped(piece.text())
                        + "</span>";
        };
    }

    static String escaped(String text) {
        String visible = VisibleText.line(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256; check the security providers", e);
        }
    }
}
